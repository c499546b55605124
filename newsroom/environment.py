"""Read the installation's configuration from the environment, or say in one sentence what is wrong.

Every variable is listed in README.md. A wrong or missing value raises ``Misconfigured``, whose
text names the variable and what it takes; ``manage.py`` prints it without a traceback.
"""

import ipaddress
import os
import re
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import django
import environ
from django.core.exceptions import ImproperlyConfigured
from django.core.management.utils import get_random_secret_key

from newsroom import elsewhere, mediastorage
from newsroom.cdn.address import Cdn, cdn_of

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()

# A scheme and a host, with a port where there is one.
_SITE_URL = re.compile(r"https?://(?:[A-Za-z0-9.-]+|\[[0-9A-Fa-f:.]+\])(?::[0-9]{1,5})?")

IPNetwork = ipaddress.IPv4Network | ipaddress.IPv6Network


class Misconfigured(ImproperlyConfigured):
    """A variable of the environment is missing or wrong; the text says which and what it takes."""


def data_dir() -> Path:
    """Return the folder that holds the database, the media and the demonstration's key."""
    return Path(env.str("DATA_DIR", default=str(BASE_DIR / "var"))).resolve()


def demo_key_file() -> Path:
    return data_dir() / "demo_secret_key"


def make_demo_key() -> None:
    """Make the demonstration's secret key, once, readable by its owner alone."""
    path = demo_key_file()
    if "SECRET_KEY" in os.environ or path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    write_private(path, get_random_secret_key())


def write_private(path: Path, text: str) -> None:
    """Write a new file that its owner alone may read.

    Raises:
        FileExistsError: it is there already.
    """
    with open(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as file:
        file.write(text)


def is_demo() -> bool:
    """Say whether this is a demonstration: no key in the environment, one kept in DATA_DIR."""
    return "SECRET_KEY" not in os.environ and demo_key_file().exists()


def secret_key() -> str:
    if is_demo():
        return demo_key_file().read_text().strip()
    key: str = env.str("SECRET_KEY", default="")
    if len(key) < 50:
        raise Misconfigured(
            "SECRET_KEY is missing or shorter than 50 characters: set it to a long random string"
            " (or run “manage.py demo”, which makes a demonstration with a key of its own)."
        )
    return key


def boolean(name: str, *, default: bool) -> bool:
    value = env.str(name, default="").strip().lower()
    if not value:
        return default
    if value in env.BOOLEAN_TRUE_STRINGS:
        return True
    if value in {"false", "off", "no", "n", "0"}:
        return False
    raise Misconfigured(f"{name} is “{value}”: it takes 1 or 0.")


def site_url() -> str:
    """Return the public address of the site, without a slash at the end."""
    url: str = env.str("SITE_URL", default="http://127.0.0.1:8000").rstrip("/")
    if not _SITE_URL.fullmatch(url):
        raise Misconfigured(
            f"SITE_URL is “{url}”: it takes the site's address, such as https://bao.example."
        )
    return url


def allowed_hosts(url: str) -> list[str]:
    host = urlsplit(url).hostname or ""
    hosts: list[str] = env.list("ALLOWED_HOSTS", default=[])
    return hosts or sorted({host, "localhost", "127.0.0.1", "[::1]"})


def database() -> dict[str, Any]:
    """Return Django's description of the database that DATABASE_URL names."""
    url = env.str("DATABASE_URL", default=f"sqlite:///{data_dir() / 'db.sqlite3'}")
    scheme = url.partition(":")[0]
    try:
        if scheme not in {"sqlite", "postgres", "postgresql"}:
            raise ValueError(scheme)
        config = dict(env.db_url_config(url))
        if config["NAME"] in {"", ":memory:"}:
            raise ValueError("a database that would be lost at the next start")
    except (ImproperlyConfigured, ValueError) as error:
        raise Misconfigured(
            "DATABASE_URL takes postgres://user:password@host:5432/name or sqlite:///path/to/file."
        ) from error
    options = config.setdefault("OPTIONS", {})
    if scheme == "sqlite":
        # WAL lets readers go on while one writes; IMMEDIATE takes the write lock at the start,
        # so that a writer waits its turn instead of failing half-way with "database is locked".
        options.update(
            timeout=20,
            transaction_mode="IMMEDIATE",
            init_command=(
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA busy_timeout=20000;"
                " PRAGMA foreign_keys=ON; PRAGMA cache_size=-16000"
            ),
        )
    else:
        config.update(CONN_MAX_AGE=60, CONN_HEALTH_CHECKS=True)
        # Seconds, milliseconds for the last: a host that is gone without a word is given up.
        options.setdefault("connect_timeout", 2)
        options.setdefault("keepalives_idle", 10)
        options.setdefault("keepalives_interval", 5)
        options.setdefault("keepalives_count", 3)
        options.setdefault("tcp_user_timeout", 15_000)
    return config


def databases() -> dict[str, dict[str, Any]]:
    """Return the database, and the copy of it that DATABASE_REPLICA_URL names, if it does."""
    primary, url = database(), env.str("DATABASE_REPLICA_URL", default="")
    if not url:
        return {"default": primary}
    try:
        return {"default": primary, "replica": elsewhere.replica_of(url, primary)}
    except ValueError as error:
        raise Misconfigured(str(error)) from None


def cache() -> dict[str, Any]:
    """Return Django's description of the cache that CACHE_URL names."""
    url = env.str("CACHE_URL", default="")
    if not url:
        backend = "django.core.cache.backends.locmem.LocMemCache"
        return {"BACKEND": backend, "OPTIONS": {"MAX_ENTRIES": 20_000}}
    if urlsplit(url).scheme in {"redis", "rediss", "unix"}:
        return {"BACKEND": "newsroom.cache.GuardedRedisCache", "LOCATION": url}
    raise Misconfigured("CACHE_URL takes redis://host:6379/0, or nothing for memory.")


def search() -> dict[str, Any]:
    """Return modelsearch's description of the backend that SEARCH_URL names."""
    try:
        return elsewhere.search_of(env.str("SEARCH_URL", default=""))
    except ValueError as error:
        raise Misconfigured(str(error)) from None


def _media_place() -> str:
    return str(env.str("MEDIA_STORAGE", default=str(data_dir() / "media")))


def media_root() -> Path:
    """Return the folder that holds the photos' files; unused where they lie in a bucket."""
    try:
        return mediastorage.folder_of(_media_place()) or data_dir() / "media"
    except ValueError as error:
        raise Misconfigured(str(error)) from None


def media_storage() -> dict[str, Any]:
    """Return Django's description of the storage that MEDIA_STORAGE names."""
    try:
        return mediastorage.storage_of(_media_place())
    except ValueError as error:
        raise Misconfigured(str(error)) from None


def media_accel() -> str:
    """Return the address that the web server in front sends photos' files from, or nothing."""
    try:
        return mediastorage.accel_of(env.str("MEDIA_ACCEL", default=""), _media_place())
    except ValueError as error:
        raise Misconfigured(str(error)) from None


def email() -> dict[str, Any]:
    """Return the settings for the mail server that EMAIL_URL names, as this Django wants them."""
    try:
        config = dict(env.email_url("EMAIL_URL", default="consolemail://"))
    except (ImproperlyConfigured, ValueError, KeyError) as error:
        raise Misconfigured(
            "EMAIL_URL takes smtp+tls://user:password@host:587 or consolemail://."
        ) from error
    if django.VERSION < (6, 1):
        return {name: value for name, value in config.items() if name.startswith("EMAIL_")}
    mailer: dict[str, Any] = {"BACKEND": config["EMAIL_BACKEND"]}
    if config["EMAIL_BACKEND"].endswith("smtp.EmailBackend"):
        mailer["OPTIONS"] = {
            "host": config["EMAIL_HOST"],
            "port": config["EMAIL_PORT"],
            "username": config["EMAIL_HOST_USER"],
            "password": config["EMAIL_HOST_PASSWORD"],
            "use_tls": config.get("EMAIL_USE_TLS", False),
            "use_ssl": config.get("EMAIL_USE_SSL", False),
        }
    return {"MAILERS": {"default": mailer}}


def pages_dir() -> Path | None:
    """Return the folder of finished pages that the web server sends; None where it sends none."""
    value: str = env.str("PAGES_DIR", default="")
    if not value:
        return None
    path = Path(value).resolve()
    # What is in it is thrown away without a word: it is for this alone.
    others = {Path("/"), Path.home(), BASE_DIR, data_dir(), media_root(), data_dir() / "static"}
    if not Path(value).is_absolute() or path in others or (path.exists() and not path.is_dir()):
        raise Misconfigured(
            f"PAGES_DIR is “{value}”: it takes a folder for finished pages alone, by its whole"
            " path, such as /var/cache/newsroom/pages."
        )
    return path


def akismet_key() -> str:
    """Return the key with which Akismet is asked about comments; empty where it is not."""
    key: str = env.str("AKISMET_KEY", default="")
    if key and not re.fullmatch(r"[A-Za-z0-9]{6,64}", key):
        raise Misconfigured("AKISMET_KEY takes a key of Akismet: letters and digits.")
    return key


def classifier_url() -> str:
    """Return where the paper's own classifier is asked about comments; empty if it is not."""
    url: str = env.str("CLASSIFIER_URL", default="")
    parts = urlsplit(url)
    if url and (parts.scheme not in {"http", "https"} or not parts.hostname or parts.username):
        raise Misconfigured("CLASSIFIER_URL takes an address such as http://127.0.0.1:9000/judge.")
    return url


def tasks() -> dict[str, Any]:
    """Return the settings for the queue that TASKS names, and the apps that it needs."""
    url = env.str("TASKS_URL", default="") or env.str("CACHE_URL", default="")
    try:
        return elsewhere.queue_of(env.str("TASKS", default="immediate"), url)
    except ValueError as error:
        raise Misconfigured(str(error)) from None


def cdn() -> Cdn | None:
    """Return the network in front that CDN names, if it does."""
    try:
        found = cdn_of(env.str("CDN", default=""), env.str("CDN_TOKEN", default=""))
    except ValueError as error:
        raise Misconfigured(str(error)) from None
    if found is not None and env.str("PAGES_DIR", default=""):
        raise Misconfigured("PAGES_DIR is set beside CDN, which files tell nothing of: unset one.")
    return found


def trusted_proxies() -> list[IPNetwork]:
    """Return the networks of the proxies whose forwarded headers are believed."""
    try:
        return [ipaddress.ip_network(net) for net in env.list("TRUSTED_PROXIES", default=[])]
    except ValueError as error:
        raise Misconfigured(
            f"TRUSTED_PROXIES takes addresses or networks with commas between them: {error}."
        ) from error
