"""Whether a beacon tells of somebody who reads: no program, no repeat, no flood.

Nothing is kept of who reads but, in the cache and for half an hour, a keyed hash of network,
browser and article, which no counter is stored with. The key is another every day, so no hash of
one day can be told to be one of another. Readers of one network whose browsers call themselves
alike count as one: rather too few than too many.

Where the cache does not answer (it then adds nothing and has nothing to count) nobody is counted:
a number that anybody could drive up is worth less than one with a gap.
"""

from __future__ import annotations

import time
from typing import Final
from urllib.parse import urlsplit

from crawleruseragents import is_crawler
from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

from articles.networks import network_of

#: Seconds in which one who reads an article again is not counted again.
AGAIN: Final = 30 * 60
#: Beacons from one network in a minute: many readers may share one, and no reader sends so many.
MOST_A_MINUTE: Final = 300
#: Letters of a browser's name that are looked at.
LONGEST: Final = 512


def is_of_our_pages(request: HttpRequest) -> bool:
    """Say whether a page of this site sent it, by itself: as only a browser can say it.

    Browsers say so in ``Sec-Fetch-Site``; older ones name the ``Origin`` of what they post.
    """
    site, mode = request.headers.get("Sec-Fetch-Site"), request.headers.get("Sec-Fetch-Mode")
    purposes = {"Sec-Purpose", "Purpose", "X-Purpose", "X-Moz"} & set(request.headers)
    if any("pre" in request.headers[name].lower() for name in purposes):  # prefetch, prerender, …
        return False
    if mode == "navigate" or (site is not None and site != "same-origin"):
        return False
    origin = request.headers.get("Origin")
    if origin is None:
        return site == "same-origin"
    ours = {request.get_host(), urlsplit(settings.SITE_URL).netloc}
    return origin.partition("://")[2] in ours


def is_program(request: HttpRequest) -> bool:
    """Say whether it calls itself a crawler or the like, or says less than any browser does."""
    name = request.headers.get("User-Agent", "")[:LONGEST]
    languages = request.headers.get("Accept-Language")
    return not name or not languages or is_crawler(name)


def is_new(request: HttpRequest, article: int) -> bool:
    """Say whether this reads an article that it has not read lately, and note that it does.

    Several at once, in any process that shares the cache: it is new to one of them.
    """
    network = network_of(request.META.get("REMOTE_ADDR", ""))
    if not network or _floods(network):
        return False
    name = request.headers.get("User-Agent", "")[:LONGEST]
    reader = _hash("reader", network, name, str(article))
    return bool(cache.add(f"read-{reader}", 1, timeout=AGAIN))


def _floods(network: str) -> bool:
    """Count one more from a network in this minute; say whether that is too many."""
    key = f"reads-{_hash('network', network, str(int(time.time() // 60)))}"
    cache.add(key, 0, timeout=120)
    try:
        return cache.incr(key) > MOST_A_MINUTE
    except ValueError:  # there is no cache, or it was thrown out in between
        return False


def _hash(*parts: str) -> str:
    """Return a hash of ``parts`` under today's key."""
    salt = f"articles.readers {timezone.localdate().isoformat()}"
    return salted_hmac(salt, "\n".join(parts), algorithm="sha256").hexdigest()[:32]
