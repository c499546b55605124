"""How much longer the photo library takes with two hundred thousand photos in it."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import datetime, timedelta
from statistics import median
from typing import Final
from urllib.parse import urlencode

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection, transaction
from django.db.models import F, Max
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from articles import revisions
from articles.content import Content
from articles.models import Article, Photo, PhotoCaption, Publication, Section
from articles.querysets import cursor_at
from articles.vietnamese.text import match_key
from newsroom import roles
from newsroom.benchmarks.archive import analyze
from newsroom.benchmarks.figures import Figure, Sizes, significant
from newsroom.benchmarks.pages import request
from newsroom.benchmarks.prose import Writer
from newsroom.benchmarks.timing import rates
from newsroom.models import User

SELDOM: Final = "Cộng tác viên"
#: With fifty times as many photos a page may take so many times as long.
MOST: Final = 4.0
# On SQLite these go once through the order of all photos: measured, and held to nothing.
GROWS: Final = frozenset({"nothing-found", "find-begun"})
COMMON, RARE, SECOND, PLACE = "Cầu", "Thủy phi cơ", "phao", "Vàm Lớn"
PHOTOGRAPHERS: Final = 200
# So many articles use 40 photos each; of ten photos, three are used by none.
PER_ARTICLE: Final = 40
BATCH: Final = 2_000
SHAPES: Final = (*["landscape"] * 6, *["portrait"] * 3, "square")


class Library:
    """Photos a quarter of an hour apart, as a newsroom's are spread: see ``_photo``."""

    def __init__(self) -> None:
        self.size = 0
        self._writer = Writer()
        self._random = random.Random(1)  # noqa: S311
        self._start = timezone.now()
        paper = Publication.objects.create(name="Báo Thử Nghiệm", dateline="BTN")
        self.section = Section.objects.create(publication=paper, name="Mục", slug="muc", position=1)
        self.chief = User.objects.create_user("chief", is_staff=True)
        self.chief.groups.add(roles.group_for(roles.CHIEF))
        self.reporter = User.objects.create_user("reporter", is_staff=True)
        self.reporter.groups.add(roles.group_for(roles.REPORTER))

    @transaction.atomic
    def grow(self, size: int) -> None:
        """Add older photos until there are ``size``, and articles that use them."""
        for start in range(self.size, size, BATCH):
            numbers = range(start, min(start + BATCH, size))
            photos = Photo.objects.bulk_create([self._photo(number) for number in numbers])
            # A new row has the time of its making; these are as old as they were taken.
            ids = [photo.pk for photo in photos]
            Photo.objects.filter(pk__range=(min(ids), max(ids))).update(created_at=F("taken_at"))
            self._use(
                [photo for number, photo in zip(numbers, photos, strict=True) if number % 10 < 7]
            )
        self.size = size

    def _photo(self, number: int) -> Photo:
        """Return one: a third of all say ``COMMON``, one in 20,000 (of few: one) ``RARE``."""
        words = [self._writer.line(12)]
        if number % 3 == 0:
            words.append(COMMON)
        if number % 20_000 == 77:
            words.append(RARE)
        if number % 50 == 27:
            words.append(SECOND)
        name = f"Phóng viên {int(self._random.paretovariate(1)) % PHOTOGRAPHERS}"
        if number % 1_000 == 5:
            name = SELDOM
        widths = [240, 480, 800, 1200, 1800]
        photo = Photo(
            caption=" ".join(words)[:500],
            alt="" if number % 100 == 9 else "Ảnh chụp buổi sáng",
            credit="" if number % 200 == 11 else f"{name} / Báo Thử Nghiệm",
            photographer=name,
            photographer_key=match_key(name),
            place=PLACE if number % 4 == 0 else "An Phú Tây",
            keywords="nông nghiệp, mùa nước nổi",
            taken_at=self._moment(number),
            width=1800,
            height=1200,
            shape="panorama" if number % 300 == 27 else SHAPES[number % 10],
            original="original.jpg",
            renditions={"avif": widths, "webp": widths, "jpg": widths},
            sha256=f"{number:064x}",
            uploaded_by=self.reporter if number % 500 == 3 else self.chief,
        )
        photo.folded = photo.folded_text()
        return photo

    def _moment(self, number: int) -> datetime:
        return self._start - timedelta(minutes=15 * number)

    def _use(self, photos: list[Photo]) -> None:
        for start in range(0, len(photos), PER_ARTICLE):
            article = Article(created_by=self.chief)
            content = Content(title="Vàm Lớn", section=self.section.pk, body="<p>Vàm Lớn.</p>")
            revision = revisions.save(article, content, by=self.chief)
            if start % (10 * PER_ARTICLE):
                moment = self._start - timedelta(days=1)
                Article.objects.filter(pk=article.pk).update(
                    state="published",
                    published_at=moment,
                    last_published_at=moment,
                    live_revision=revision,
                )
            PhotoCaption.objects.bulk_create(
                PhotoCaption(article=article, photo=photo, placement="body", position=place)
                for place, photo in enumerate(photos[start : start + PER_ARTICLE])
            )


def measure(sizes: Sizes) -> Iterator[Figure]:
    """Ask for each list with ``photos_few`` photos, then with ``photos_many``.

    Each time in rounds beside ``/healthz``, so that a machine that has become slower in between
    does not count.
    """
    library = Library()
    few = _measured(library, sizes.photos_few, sizes)
    many = _measured(library, sizes.photos_many, sizes)
    for name, (slower, _few_ms, queries) in few.items():
        times, milliseconds, many_queries = many[name][0] / slower, many[name][1], many[name][2]
        yield Figure(
            name=f"photos.library-{name}",
            value=significant(times),
            unit="times as long",
            target=None if name in GROWS else MOST,
            holds=None if name in GROWS else times <= MOST,
            against=significant(milliseconds),
        )
        yield Figure(
            name=f"photos.library-{name}-queries",
            value=many_queries,
            unit="queries",
            target=queries,
            holds=many_queries <= queries,
            against=queries,
        )


def _measured(library: Library, size: int, sizes: Sizes) -> dict[str, tuple[float, float, int]]:
    """Return of each list its time as a multiple of ``/healthz``'s, in ms, and its queries."""
    library.grow(size)
    analyze()
    application = WSGIHandler()
    client = Client()
    client.force_login(library.chief)
    cookie = f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"
    lists = {
        name: lambda address=address: request(application, address, cookie=cookie)
        for name, address in _addresses(library).items()
    }
    trivial = {"trivial": lambda: request(application, reverse("healthz"))}
    found = rates({**trivial, **lists}, rounds=sizes.rounds, seconds=sizes.seconds)
    plain = found.pop("trivial")
    return {
        name: (
            median(one / page for one, page in zip(plain, pages, strict=True)),
            1000 / median(pages),
            _queries(client, _addresses(library)[name]),
        )
        for name, pages in found.items()
    }


def _queries(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
    return len(queries)


def _addresses(library: Library) -> dict[str, str]:
    """Return the lists that are measured, and the pages of the editor's dialog (``find``)."""
    every, find = (reverse(f"admin:articles_photo_{name}") for name in ("changelist", "find"))
    last = min(1000, library.size) // 60
    oldest = Photo.objects.aggregate(last=Max("created_at"))["last"] - timedelta(
        minutes=15 * (library.size - 40)
    )
    day = f"{timezone.localtime(library._moment(library.size // 2)):%d/%m/%Y}"
    wanted = {
        "common-word": {"q": COMMON},
        "rare-word": {"q": RARE},
        "two-words": {"q": f"{COMMON} {SECOND}"},
        "phrase": {"q": f"“{PLACE}” {COMMON}"},
        "without-accents": {"q": "thuy phi co"},
        "nothing-found": {"q": "khongco"},
        "photographer": {"photographer": "Phóng viên 1"},
        "rare-photographer": {"photographer": SELDOM},
        "days": {"since": day, "until": day},
        "days-taken": {"since": day, "until": day, "dated": "taken"},
        "unused": {"used": "none"},
        "public": {"used": "public"},
        "drafts": {"used": "drafts"},
        "section": {"section": str(library.section.pk)},
        "panorama": {"shape": "panorama"},
        "shape-and-word": {"shape": "panorama", "q": SECOND},
        "no-credit": {"lacking": "credit"},
        "last-page": {"p": str(max(1, last))},
    }
    return {
        "first-page": every,
        **{name: f"{every}?{urlencode(asked)}" for name, asked in wanted.items()},
        "find": find,
        "find-begun": f"{find}?{urlencode({'q': 'cầu ph'})}",
        "find-mine": f"{find}?mine=1",
        "find-deep": f"{find}?{urlencode({'after': cursor_at(oldest, 1)})}",
        "names": f"{reverse('admin:articles_photo_names')}?q=vien",
    }
