"""The WSGI application: what granian (or any other server) runs."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
django = get_wsgi_application()

from newsroom.pagecache.quick import quick  # noqa: E402  (its models need the applications)

application = quick(django)
