"""The door for a web server; refuses to open with a wrong or missing master key."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "alongside.settings")

from django.core.wsgi import get_wsgi_application

application = get_wsgi_application()

from alongside.vault.master import check_master_key  # noqa: E402  needs the apps loaded

check_master_key()
