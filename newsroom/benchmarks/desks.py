"""How much longer the newsroom's pages take with an archive of many years behind them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from statistics import median
from typing import Final
from urllib.parse import urlencode

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.test import Client
from django.urls import reverse

from newsroom.benchmarks.archive import TITLE, Archive, analyze
from newsroom.benchmarks.figures import Figure, Sizes, significant
from newsroom.benchmarks.pages import request
from newsroom.benchmarks.timing import rates
from newsroom.models import User

#: A desk may take so many times as long with many articles as with few.
MOST: Final = 2.0
# A search that finds little looks through everything: it is measured, and held to nothing.
GROWS: Final = frozenset({"search-rare"})


def measure(sizes: Sizes) -> Iterator[Figure]:
    """Make each page with ``desk_few`` articles, then with ``desk_many``.

    Each time in rounds beside ``/healthz``, so that a machine that has become slower in between
    does not count.
    """
    archive = Archive()
    few = _measured(archive, sizes.desk_few, sizes)
    many = _measured(archive, sizes.desk_many, sizes)
    for name, (slower, milliseconds) in few.items():
        times = many[name][0] / slower
        target = None if name in GROWS else MOST
        yield Figure(
            name=f"desks.{name}",
            value=significant(times),
            unit="times as long",
            target=target,
            holds=None if target is None else times <= target,
            against=significant(milliseconds),
        )


def _measured(archive: Archive, size: int, sizes: Sizes) -> dict[str, tuple[float, float]]:
    """Return of each page how many times it takes as long as ``/healthz``, and milliseconds."""
    archive.grow(size)
    analyze()
    found = rates(_calls(archive), rounds=sizes.rounds, seconds=sizes.seconds)
    trivial = found.pop("trivial")
    return {
        name: (
            median(one / page for one, page in zip(trivial, pages, strict=True)),
            1000 / median(pages),
        )
        for name, pages in found.items()
    }


def _calls(archive: Archive) -> dict[str, Callable[[], bytes]]:
    application = WSGIHandler()
    pages = _pages(archive)
    cookies = {user.pk: _cookie(user) for user, _address in pages.values()}

    def call(address: str, cookie: str = "") -> Callable[[], bytes]:
        return lambda: request(application, address, cookie=cookie)

    calls = {name: call(address, cookies[user.pk]) for name, (user, address) in pages.items()}
    return {"trivial": call(reverse("healthz")), **calls}


def _pages(archive: Archive) -> dict[str, tuple[User, str]]:
    """Return who opens which address."""
    own, desk, today, every = (
        reverse(f"admin:articles_article_{name}") for name in ("own", "desk", "today", "changelist")
    )
    section = archive.sections[1].pk
    return {
        "own": (archive.reporter, own),
        "own-published": (archive.reporter, f"{own}?pane=released"),
        "editing": (archive.editor, desk),
        "editing-queue": (archive.editor, f"{desk}?pane=submitted"),
        "today": (archive.chief, today),
        "list": (archive.chief, every),
        "list-last-page": (archive.chief, f"{every}?p=20"),
        "list-drafts": (archive.chief, f"{every}?state__exact=draft"),
        "list-scheduled": (archive.chief, f"{every}?state__exact=scheduled"),
        "list-section": (archive.chief, f"{every}?section={section}"),
        "list-of-reporter": (archive.reporter, every),
        "list-of-editor": (archive.editor, every),
        "search": (archive.chief, f"{every}?{urlencode({'q': TITLE[:7]})}"),
        "search-rare": (archive.chief, f"{every}?q=khongco"),
    }


def _cookie(user: User) -> str:
    client = Client()
    client.force_login(user)
    name = settings.SESSION_COOKIE_NAME
    return f"{name}={client.cookies[name].value}"
