"""What other machines do, as settings: a copy of the database, search, the queue of tasks."""

from __future__ import annotations

from importlib.util import find_spec
from typing import Any, Final
from urllib.parse import parse_qsl, urlencode, urlsplit

import django
import environ
from django.core.exceptions import ImproperlyConfigured

#: Seconds, milliseconds for the last two: a reader waits no longer for a copy of the database.
CONNECT, GIVE_UP, STATEMENT = 2, 5_000, 5_000

RQ_QUEUE: Final = "newsroom.redisqueue.Queue"


def replica_of(url: str, primary: dict[str, Any]) -> dict[str, Any]:
    """Return Django's description of the copy at ``url`` of the database ``primary``.

    Raises:
        ValueError: it is none; the text does not repeat it, for it holds a password.
    """
    if not primary["ENGINE"].endswith("postgresql"):
        raise ValueError("DATABASE_REPLICA_URL is for PostgreSQL: set DATABASE_URL, too.")
    try:
        config = dict(environ.Env.db_url_config(url))
        if urlsplit(url).scheme not in {"postgres", "postgresql"} or not config["NAME"]:
            raise ValueError("another database")
    except (ImproperlyConfigured, ValueError):
        raise ValueError(
            "DATABASE_REPLICA_URL takes postgres://user:password@host:5432/name."
        ) from None
    read_only = f"-c default_transaction_read_only=on -c statement_timeout={STATEMENT}"
    options = {**primary.get("OPTIONS", {}), **config.get("OPTIONS", {})}
    config["OPTIONS"] = options | {
        "connect_timeout": CONNECT,
        "tcp_user_timeout": GIVE_UP,
        "options": f"{options.get('options', '')} {read_only}".strip(),
    }
    # The middleware asks the copy something before each page, and opens a new connection itself.
    config.update(CONN_MAX_AGE=600, CONN_HEALTH_CHECKS=False, TEST={"MIRROR": "default"})
    return config


def search_of(url: str) -> dict[str, Any]:
    """Return modelsearch's description of the backend that SEARCH_URL names.

    Raises:
        ValueError: it names none.
    """
    if not url:
        return {"BACKEND": "articles.searching.backend"}
    parts = urlsplit(url)
    schemes = {"opensearch": "http", "opensearchs": "https"}
    if parts.scheme not in schemes or not parts.hostname:
        raise ValueError(
            "SEARCH_URL takes opensearch://host:9200 (opensearchs:// where it speaks TLS),"
            " or nothing for the database."
        )
    return {
        "BACKEND": "modelsearch.backends.opensearch3",
        "URLS": [parts._replace(scheme=schemes[parts.scheme]).geturl()],
        # Readers wait for it.
        "TIMEOUT": 3,
    }


def queue_of(kind: str, url: str) -> dict[str, Any]:
    """Return the settings for the queue of tasks that TASKS names, and the apps that it needs.

    ``url`` is that of the Redis which holds it.

    Raises:
        ValueError: there is no such queue, or it needs what is not there; the text says so.
    """
    base = "django.tasks" if django.VERSION >= (6, 0) else "django_tasks"
    if kind == "immediate":
        return _queue(f"{base}.backends.immediate.ImmediateBackend")
    if kind == "database":
        return _queue("django_tasks_db.DatabaseBackend", "django_tasks_db")
    if kind != "redis":
        raise ValueError(
            f"TASKS is “{kind}”: it takes “immediate”, “database” (with “manage.py db_worker”)"
            " or “redis” (with “manage.py redis_worker”)."
        )
    if urlsplit(url).scheme not in {"redis", "rediss", "unix"}:
        raise ValueError("TASKS is “redis”: TASKS_URL or CACHE_URL takes redis://host:6379/0 then.")
    if find_spec("django_tasks_rq") is None:
        raise ValueError("TASKS is “redis”, which needs: pip install '.[redis-tasks]'.")
    queue = {
        "URL": _patient(url),
        "QUEUE_CLASS": RQ_QUEUE,
        # Python's own format would let whoever writes to that Redis run code here.
        "SERIALIZER": "rq.serializers.JSONSerializer",
        "DEFAULT_TIMEOUT": 600,
        "DEFAULT_RESULT_TTL": 60,
    }
    return {
        **_queue("django_tasks_rq.RQBackend", "django_rq", "django_tasks_rq"),
        "RQ_QUEUES": {"default": queue},
        # The callers wait for the commit themselves (``articles.committed``).
        "RQ": {"COMMIT_MODE": "auto"},
        "RQ_SHOW_ADMIN_LINK": False,
    }


def _queue(backend: str, *apps: str) -> dict[str, Any]:
    return {"TASKS": {"default": {"BACKEND": backend}}, "apps": list(apps)}


def _patient(url: str) -> str:
    """Return the address with a second for connecting, since a reader waits for it."""
    parts = urlsplit(url)
    query = {"socket_connect_timeout": "1", "socket_timeout": "5", **dict(parse_qsl(parts.query))}
    return parts._replace(query=urlencode(query)).geturl()
