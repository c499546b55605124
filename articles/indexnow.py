"""Search engines are told of changed addresses, by IndexNow (indexnow.org).

What changes is written down in the same transaction (``Ping``) and told afterwards, many at once:
by a task where a worker does the tasks, and by ``manage.py tick`` anyway. An article that nobody
may open yet is never named. Off while the paper has no key; its file is at ``/<key>.txt``.

A ping is a hint: one that fails is tried again by the next tick, a few times, and then forgotten.
"""

from __future__ import annotations

import json
import logging
from datetime import datetime
from typing import Any, Final
from urllib.parse import urlsplit

import urllib3
from django.conf import settings
from django.core.cache import cache
from django.db import DatabaseError, transaction
from django.db.models import F, Q
from django.dispatch import receiver
from django.utils import timezone
from django.utils.translation import override

from articles.committed import afterwards
from articles.models import Article, Ping, Publication
from articles.signals import article_ids, public_content_changed
from articles.templatetags.addresses import absolute
from articles.templatetags.languages import versions

ENDPOINT: Final = "https://api.indexnow.org/indexnow"
#: The protocol takes ten thousand addresses at once; an article has one in each language.
BATCH: Final = 4_000
#: Seconds between two messages from tasks; what comes meanwhile waits for the next tick.
PACE: Final = 10
TIMEOUT: Final = urllib3.Timeout(connect=3, read=5)
_PACED, _FAILING = "indexnow-paced", "indexnow-failing"
_SAID_ONCE: Final = 60 * 60

logger = logging.getLogger(__name__)


@receiver(public_content_changed)
def write_down(*, keys: frozenset[str], **kwargs: Any) -> None:
    """Keep in mind that search engines are to be told of the articles in ``keys``.

    Where that fails they are not told: it undoes nothing.
    """
    ids = article_ids(keys)
    if not ids or not _key():
        return
    now = timezone.now()
    try:
        _keep(ids, now)
    except DatabaseError:
        logger.exception("Search engines will not be told of articles %s", ids)
        return
    afterwards(_order)


@transaction.atomic
def _keep(ids: list[int], now: datetime) -> None:
    Ping.objects.bulk_create(
        [Ping(article_id=pk, since=now, tries=0) for pk in ids],
        update_conflicts=True,
        unique_fields=["article"],
        update_fields=["since", "tries"],
    )


def _order() -> None:
    """Have them told by a worker, if there is one: nobody who saves waits for another's server."""
    from articles.tasks import are_done_elsewhere, ping

    if are_done_elsewhere() and cache.add(_PACED, 1, PACE):
        ping.enqueue()


def send() -> int:
    """Tell search engines of up to ``BATCH`` articles; return of how many. Never fails."""
    key = _key()
    waiting = list(Ping.objects.order_by("since")[:BATCH]) if key else []
    if not waiting:
        return 0
    addresses = _addresses([one.article_id for one in waiting])
    if addresses and (problem := _post(key, addresses)):
        _try_again(waiting, problem)
        return 0
    # What has changed again meanwhile stays.
    Ping.objects.filter(_among(waiting)).delete()
    cache.delete(_FAILING)
    return len(waiting)


def _key() -> str:
    found = Publication.objects.exclude(indexnow_key="").values_list("indexnow_key", flat=True)
    return found.first() or ""


def _addresses(ids: list[int]) -> list[str]:
    """Return the addresses of those articles that readers can open, or could."""
    opened = [
        found.filter(pk__in=ids).select_related("section__parent").defer("body", "folded", "lead")
        for found in (Article.objects.public(), Article.objects.gone())
    ]
    with override(settings.LANGUAGE_CODE):
        paths = [article.get_absolute_url() for found in opened for article in found]
    return [absolute(one.path) for path in paths for one in versions(path)]


def _post(key: str, addresses: list[str]) -> str:
    """Send the addresses; return what went wrong, or nothing."""
    told = {
        "host": urlsplit(settings.SITE_URL).netloc,
        "key": key,
        "keyLocation": absolute(f"/{key}.txt"),
        "urlList": addresses,
    }
    try:
        with urllib3.PoolManager(num_pools=1) as pool:
            response = pool.request(
                "POST",
                ENDPOINT,
                body=json.dumps(told).encode(),
                headers={"Content-Type": "application/json; charset=utf-8"},
                timeout=TIMEOUT,
                retries=False,
                redirect=False,
            )
    except urllib3.exceptions.HTTPError as error:
        return str(error) or type(error).__name__
    return "" if response.status in (200, 202) else f"status {response.status}"


def _try_again(waiting: list[Ping], problem: str) -> None:
    """Count the attempt; forget what has had its last. Say so once an hour."""
    if cache.add(_FAILING, 1, _SAID_ONCE):
        logger.warning("Search engines could not be told of %d articles: %s", len(waiting), problem)
    tried = Ping.objects.filter(_among(waiting))
    tried.filter(tries__gte=Ping.MOST_TRIES - 1).delete()
    tried.update(tries=F("tries") + 1)


def _among(waiting: list[Ping]) -> Q:
    """Say that a row is one of ``waiting`` as it was when it was read."""
    return Q(pk__in=[one.pk for one in waiting], since__lte=max(one.since for one in waiting))
