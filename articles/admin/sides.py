"""Two contents of one article, part by part, as people look at them side by side."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from articles import figures
from articles.content import Content
from articles.languages import LANGUAGES
from articles.models import Article, Author, Kind, Photo, PhotoCaption, Section, Series
from articles.richtext import clean_body

# The parts of a content in the order of the form, and what they are called.
PARTS: Final[dict[str, Promise]] = {
    "kind": _("Kind"),
    "kicker": _("Kicker"),
    "title": _("Title"),
    "dateline": _("Dateline"),
    "lead": _("Lead"),
    "body": _("body"),
    "photos": _("Photos"),
    "section": _("Section"),
    "language": _("Language"),
    "authors": _("Byline"),
    "byline_note": _("Note to the byline"),
    "source": _("Source"),
    "tags": _("Keywords"),
    "series": _("Series"),
    "related": _("Related articles"),
}


@dataclass(frozen=True)
class Part:
    """One part of both contents. Lines are plain texts, ``photos`` are rows with their photo."""

    name: str
    label: Promise
    theirs: dict[str, Any]
    mine: dict[str, Any]
    differs: bool


def parts_of(theirs: Content, mine: Content) -> list[Part]:
    """Return the parts of both contents. Runs the same queries for any."""
    names = _Names([theirs, mine])
    return [
        Part(
            name,
            label,
            names.shown(theirs, name),
            names.shown(mine, name),
            getattr(theirs, name) != getattr(mine, name),
        )
        for name, label in PARTS.items()
    ]


def chosen(theirs: Content, mine: Content, taken: Iterable[str]) -> Content:
    """Return ``theirs`` with the parts of ``mine`` that ``taken`` names."""
    return replace(theirs, **{name: getattr(mine, name) for name in taken if name in PARTS})


class _Names:
    """What the ids in some contents stand for."""

    def __init__(self, contents: list[Content]) -> None:
        self.sections = Section.objects.select_related("parent").in_bulk(
            {one.section for one in contents if one.section}
        )
        self.authors = Author.objects.in_bulk({pk for one in contents for pk in one.authors})
        self.series = Series.objects.in_bulk({one.series for one in contents if one.series})
        self.related = Article.objects.only("title").in_bulk(
            {pk for one in contents for pk in one.related}
        )
        self.photos = Photo.objects.in_bulk({use.photo for one in contents for use in one.uses()})

    def shown(self, content: Content, name: str) -> dict[str, Any]:
        """Return one part under the name of the way in which it is shown."""
        if name == "body":
            return {"html": _harmless(content.body, self.photos)}
        if name == "kind":
            return {"lines": [str(dict(Kind.choices).get(content.kind, content.kind))]}
        if name == "photos":
            return {"photos": [self._photo(use) for use in content.photos]}
        if name == "section":
            section = self.sections.get(content.section or 0)
            return {"lines": [str(section)] if section else []}
        if name == "authors":
            return {"lines": [str(self.authors.get(pk, "–")) for pk in content.authors]}
        if name == "related":
            return {"lines": [str(self.related.get(pk, "–")) for pk in content.related]}
        if name == "series":
            return {"lines": [str(self.series.get(content.series, "–"))] if content.series else []}
        if name == "language":
            return {"lines": [LANGUAGES.get(content.language, content.language)]}
        if name == "tags":
            return {"lines": [", ".join(content.tags)] if content.tags else []}
        text = getattr(content, name)
        return {"lines": text.splitlines() if text else []}

    def _photo(self, use: Any) -> dict[str, Any]:
        placements = dict(PhotoCaption.Placement.choices)
        return {
            "photo": self.photos.get(use.photo),
            "caption": use.caption,
            "alt": use.alt,
            "placement": placements.get(use.placement, ""),
        }


def _harmless(body: str, photos: Mapping[int, Photo]) -> SafeString:
    """Return a body for the page, with its photos; the cleaner looks at it once more."""
    return mark_safe(figures.present(clean_body(body), photos))  # noqa: S308
