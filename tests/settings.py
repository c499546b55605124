"""The settings under test: the product's own, with an environment that needs nothing set."""

import os
import tempfile

os.environ.setdefault("SECRET_KEY", "tests-only-" + "0" * 50)
os.environ.setdefault("DATA_DIR", tempfile.mkdtemp(prefix="newsroom-tests-"))
os.environ.setdefault("EMAIL_URL", "memorymail://")

from newsroom.settings import *  # noqa: F403

# Each of several test processes clears a cache of its own.
_WORKER = os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")
if "LOCATION" in CACHES["default"]:  # noqa: F405
    _server, _slash, _number = CACHES["default"]["LOCATION"].rpartition("/")  # noqa: F405
    CACHES["default"]["LOCATION"] = f"{_server}/{(int(_number) + int(_WORKER)) % 16}"  # noqa: F405
    # What a busy machine answers late is no fault (nor is it slow: the fixture ``_patient``).
    _patience = {"socket_connect_timeout": 30, "socket_timeout": 30}
    CACHES["default"]["OPTIONS"] = _patience  # noqa: F405

# A test may offer any service (the fixture ``google``).
for _name in ("google", "facebook", "openid_connect"):
    _service = f"allauth.socialaccount.providers.{_name}"
    if _service not in INSTALLED_APPS:  # noqa: F405
        INSTALLED_APPS.append(_service)  # noqa: F405
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# A test that wants finished pages kept asks for them (the fixture ``kept_pages``).
FINISHED_PAGES = False
# Nor are pages put together from stored parts unless a test says so (the fixture ``built``).
BUILT_PARTS = False
# A test client's thread has the test's own connection.
DATABASE_DOORS = False
# Tests do not run collectstatic.
STORAGES["staticfiles"] = {  # noqa: F405
    "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
}
MIDDLEWARE.remove("whitenoise.middleware.WhiteNoiseMiddleware")  # noqa: F405
