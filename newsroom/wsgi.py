"""The WSGI application: what granian (or any other server) runs."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
django = get_wsgi_application()

from django.conf import settings  # noqa: E402
from django.urls import get_resolver  # noqa: E402

# They need the settings, and their models the applications.
from articles.built.release import release  # noqa: E402
from newsroom.faults.doors import guarded  # noqa: E402
from newsroom.pagecache import guarding  # noqa: E402
from newsroom.pagecache.quick import is_held, quick  # noqa: E402
from newsroom.views import alive  # noqa: E402

# Now, not while the first reader waits.
release()
get_resolver().url_patterns  # noqa: B018
if settings.PAGES_DIR is not None:
    guarding.stand_by(settings.PAGES_DIR)

application = alive(quick(guarded(django, is_held)))

# What is there by now stays until the process ends. To go through all of it at each full collection
# of garbage would stop every thread for a tenth of a second, and find nothing.
gc.collect()
gc.freeze()
