"""The door for a web server; refuses to open with a wrong or missing master key."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "alongside.settings")

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

application = get_wsgi_application()

from alongside.vault.master import check_master_key  # noqa: E402  needs the apps loaded
from alongside.web.garbage import collect_between_requests  # noqa: E402  the same

check_master_key()

# Load the code of every page now and not with the first visit.
list(get_resolver().url_patterns)
collect_between_requests()
