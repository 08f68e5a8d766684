"""The door for a web server; refuses to open with a wrong or missing master key."""

import gc
import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "alongside.settings")

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

application = get_wsgi_application()

from alongside.vault.master import check_master_key  # noqa: E402  needs the apps loaded

check_master_key()

# Load the code of every page now and not with the first visit. What is loaded stays: leave it out of every later search
# for garbage, and search less often, because each search holds up a page. What outlived one search is looked through after
# two more and not after ten, by when a page would wait 100 ms for what ten others have left behind.
list(get_resolver().url_patterns)
gc.collect()
gc.freeze()
gc.set_threshold(20_000, 2)
