"""The product's own settings, for the servers that the benchmark starts.

Only what would need a step before the start, or would write a line for each request, differs.
"""

from newsroom.settings import *  # noqa: F403

# Pages must render whether or not "collectstatic" has run.
STORAGES = {
    **STORAGES,  # noqa: F405
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
LOGGING = {**LOGGING, "root": {"handlers": ["console"], "level": "WARNING"}}  # noqa: F405
