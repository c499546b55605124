"""The first pages of searches and of lists that readers and programs ask for."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import Any, Final
from urllib.parse import urlencode

from django.test import Client
from django.urls import reverse

from articles.feeds.channels import feed_path
from articles.models import Article
from articles.searching.finding import Wanted, search
from articles.searching.query import read_query
from articles.searching.statement import TooMuchWork
from articles.sitemaps import part_of
from articles.vietnamese.dates import TIME_ZONE
from articles.vietnamese.sorting import initial_of
from articles.vietnamese.text import fold
from newsroom.benchmarks.archivelists import ListedArchive
from newsroom.benchmarks.archivewords import RARE

Page = Callable[[], object]


def searches(archive: ListedArchive) -> dict[str, Page]:
    """Return what searches for words of each kind, by name."""
    words, texts = archive.vocabulary.words, archive.vocabulary.parts["text"]
    part = texts[40].split()
    asked = {
        "one-common-word": words[0],
        "one-word": words[300],
        "two-common-words": f"{words[0]} {words[3]}",
        "two-words": f"{words[40]} {words[90]}",
        "two-words-without-accents": fold(f"{words[12]} {words[29]}"),
        "rare-word": RARE[0],
        "no-hit-word": "khongcotunay",
        "no-hit-three-rare-words": f"{words[-3]} {words[-2]} {words[-5]}",
        "phrase-of-two": f"“{words[0]} {words[1]}”",
        "phrase-of-three": f"“{' '.join(part[:3])}”",
        "no-hit-phrase-of-five-common-words": f"“{' '.join(words[n] for n in (2, 0, 4, 1, 3))}”",
        "accents-of-nobody": "sẩng này",
    }
    two = asked["two-words"]
    return {
        **{name: _first(text) for name, text in asked.items()},
        "two-words-best": _first(two, best_first=True),
        "two-words-in-section": _first(two, section=archive.sections[1]),
        "common-word-in-small-section": _first(words[0], section=archive.sections[-1]),
        "second-page": _second(two),
        "suggestions": _get(f"{reverse('articles:suggestions')}?{urlencode({'q': words[40]})}"),
    }


def _first(text: str, **narrowed: Any) -> Page:
    def page() -> None:
        with suppress(TooMuchWork):
            search(Wanted(read_query(text), **narrowed))

    return page


def _second(text: str) -> Page:
    wanted = Wanted(read_query(text))
    older = search(wanted).older
    return lambda: search(wanted, cursor=older)


def lists(archive: ListedArchive) -> dict[str, Page]:
    """Return what asks for the first page of each kind of list, by name."""
    return {name: _get(address) for name, address in _addresses(archive).items()}


def _addresses(archive: ListedArchive) -> dict[str, str]:
    section, author, tag = archive.sections[1], archive.author, archive.tag
    subjects = {"paper": None, "section": section, "author": author, "keyword": tag}
    part = part_of("articles", archive.article.pk)
    return {
        "home": reverse("articles:home"),
        "section": section.get_absolute_url(),
        "small-section": archive.sections[-1].get_absolute_url(),
        "subsection": archive.subsection.get_absolute_url(),
        "author": author.get_absolute_url(),
        "keyword": tag.get_absolute_url(),
        "series": archive.series.get_absolute_url(),
        "article": archive.article.get_absolute_url(),
        **{name: reverse(f"articles:{name}") for name in _PLAIN},
        "authors-of-letter": f"{reverse('articles:authors')}?chu={initial_of(author.sort_key)}",
        "keywords-of-letter": f"{reverse('articles:tags')}?chu={initial_of(tag.sort_key)}",
        "most-read-week": reverse("articles:most-read") + "?ky=tuan",
        **_days(archive),
        **{f"feed-of-{name}": feed_path(subject) for name, subject in subjects.items()},
        "sitemap": reverse("machines:sitemap"),
        "sitemap-part": reverse("machines:sitemap-part", args=["articles", part]),
        "sitemap-of-authors": reverse("machines:sitemap-part", args=["authors", 0]),
        "sitemap-of-keywords": reverse("machines:sitemap-part", args=["tags", 0]),
        "sitemap-news": reverse("machines:sitemap-news"),
        **{f"api{name}": f"/api/v1/articles{query}" for name, query in _asked(archive).items()},
    }


_PLAIN: Final = ("authors", "tags", "archive", "most-read", "corrections")


def _days(archive: ListedArchive) -> dict[str, str]:
    """Return the addresses of a year, a month and a day in the middle of the archive, by name."""
    older = Article.objects.public().filter(pk__gte=archive.article.pk + archive.size // 3)
    moment = older.order_by("pk").values_list("published_at", flat=True)[0]
    assert moment is not None  # noqa: S101  (it is public)
    day = moment.astimezone(TIME_ZONE)
    parts: list[int | str] = [day.year, f"{day:%m}", f"{day:%d}"]
    return {
        f"archive-{name}": reverse(f"articles:archive-{name}", args=parts[:length])
        for length, name in enumerate(("year", "month", "day"), start=1)
    }


def _asked(archive: ListedArchive) -> dict[str, str]:
    """Return what programs ask the list of articles for, by name."""
    return {
        "": "",
        "-of-section": f"?section={archive.sections[1].path}",
        "-of-author": f"?author={archive.author.slug}",
        "-of-keyword": f"?keyword={archive.tag.slug}",
        "-of-language": "?language=vi",
        "-of-language-that-nobody-writes": "?language=km",
        "-of-photo-stories": "?kind=photos",
        "-of-changes": "?updated_since=2020-05-17",
    }


def _get(address: str) -> Page:
    client = Client()

    def page() -> None:
        response = client.get(address)
        if response.status_code != 200:
            raise RuntimeError(f"{address} answered {response.status_code}")

    return page
