"""The fields of an article that a request may ask for, and what each loads: nothing else is."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any, Final

from django.db.models import Prefetch

from articles import corrections, figures
from articles.api.bodies import body_html, pictures
from articles.api.problems import refused
from articles.models import Article, Byline, PhotoCaption, Section
from articles.querysets import ArticleQuerySet
from articles.richtext import plain_text
from articles.templatetags.addresses import absolute
from articles.vietnamese.dates import TIME_ZONE


@dataclass(frozen=True)
class Field:
    """``columns`` are the article's own, ``loads`` names what is fetched beside it."""

    value: Callable[[Loaded], Any]
    columns: tuple[str, ...] = ()
    loads: tuple[str, ...] = ()


class Loaded:
    """An article whose ``photos`` are read once for all fields that need them."""

    def __init__(self, article: Article) -> None:
        self.article = article

    @cached_property
    def photos(self) -> list[PhotoCaption]:
        """Each photo once, in the order of the page: above the text, then in it."""
        captions = list(self.article.captions.all())
        library = {caption.photo_id: caption.photo for caption in captions}
        above = [caption for caption in captions if caption.placement != "text"]
        above.sort(key=lambda caption: caption.placement != "lead")
        found = [*above, *figures.uses_of(self.article.body, library)]
        return list({use.photo_id: use for use in reversed(found)}.values())[::-1]

    @property
    def body_html(self) -> str:
        library = {caption.photo_id: caption.photo for caption in self.article.captions.all()}
        return body_html(self.article.body, library)


def moment(value: datetime | None) -> str:
    return value.astimezone(TIME_ZONE).isoformat(timespec="seconds") if value else ""


def section_ref(section: Section) -> dict[str, Any]:
    return {
        "name": section.name,
        "path": section.path,
        "url": absolute(section.get_absolute_url()),
    }


def named(row: Any) -> dict[str, str]:
    """Return an author or a keyword as the API names them."""
    return {"name": row.name, "slug": row.slug, "url": absolute(row.get_absolute_url())}


def correction_notes(article: Article) -> list[dict[str, Any]]:
    return [
        {"kind": one.kind, "label": one.label, "text": one.text, "published_at": moment(one.at)}
        for one in corrections.shown(article)
    ]


def _column(name: str) -> Field:
    return Field(lambda loaded: getattr(loaded.article, name), (name,))


def _time(name: str) -> Field:
    return Field(lambda loaded: moment(getattr(loaded.article, name)), (name,))


def _series(loaded: Loaded) -> dict[str, str] | None:
    series = loaded.article.series
    return {"name": series.name, "slug": series.slug} if series else None


def _section(loaded: Loaded) -> dict[str, Any] | None:
    section = loaded.article.section
    return section_ref(section) if section else None


def _lead(loaded: Loaded) -> dict[str, Any] | None:
    caption = loaded.article.lead_caption
    return next(iter(pictures([caption])), None) if caption else None


FIELDS: Final[dict[str, Field]] = {
    "id": _column("id"),
    "url": Field(lambda one: absolute(one.article.get_absolute_url()), ("slug",), ("section",)),
    **{name: _column(name) for name in ("title", "kicker", "lead", "dateline", "language", "kind")},
    "section": Field(_section, (), ("section",)),
    "series": Field(_series, (), ("series",)),
    "authors": Field(
        lambda one: [named(byline.author) for byline in one.article.bylines.all()], (), ("authors",)
    ),
    "byline_note": _column("byline_note"),
    "source": _column("source"),
    "keywords": Field(
        lambda one: [named(tag) for tag in one.article.tags.all()], (), ("keywords",)
    ),
    "published_at": _time("published_at"),
    "updated_at": _time("last_published_at"),
    "word_count": _column("word_count"),
    "photo": Field(_lead, (), ("photo",)),
    "photos": Field(lambda one: pictures(one.photos), ("body",), ("photos",)),
    "corrections": Field(lambda one: correction_notes(one.article), ("corrections_shown",)),
    "body_html": Field(lambda one: one.body_html, ("body",), ("photos",)),
    "body_text": Field(lambda one: plain_text(one.article.body), ("body",)),
}
IN_LISTS: Final = tuple(
    name for name in FIELDS if name not in {"photos", "corrections", "body_html", "body_text"}
)
# What the order and its cursor are made of.
_ALWAYS: Final = ("id", "published_at", "last_published_at")


def read_fields(text: str | None, default: Iterable[str]) -> tuple[str, ...]:
    """Return the names in ``fields=a,b``, ``id`` first.

    Raises:
        Problem: one of them is no field.
    """
    if text is None:
        return tuple(default)
    asked = [name.strip() for name in text.split(",") if name.strip()]
    unknown = [name[:40] for name in asked if name not in FIELDS]
    if unknown:
        raise refused("fields", f"No such field: {unknown[0]}. There are: {', '.join(FIELDS)}.")
    return tuple(dict.fromkeys(("id", *asked)))


def load(articles: ArticleQuerySet, names: Iterable[str], *more: str) -> ArticleQuerySet:
    """Load just what those fields are made of, in queries that do not grow with the articles.

    ``more`` are further columns.
    """
    fields = [FIELDS[name] for name in names]
    loads = {load for field in fields for load in field.loads}
    columns = {column for field in fields for column in field.columns} | {*_ALWAYS, *more}
    columns |= {name for name in ("section", "series") if name in loads}
    # "only" and a filtered relation do not go together; to leave out all others does the same.
    articles = articles.defer(
        *(field.name for field in Article._meta.concrete_fields if field.name not in columns)
    )
    if "photo" in loads:
        articles = articles.with_lead_photo()
    if "section" in loads:
        articles = articles.select_related("section__parent")
    if "series" in loads:
        articles = articles.select_related("series")
    beside: dict[str, str | Prefetch] = {
        "authors": Prefetch("bylines", Byline.objects.select_related("author")),
        "keywords": "tags",
        "photos": Prefetch("captions", PhotoCaption.objects.select_related("photo")),
    }
    return articles.prefetch_related(*(beside[name] for name in beside if name in loads))


def shown(article: Article, names: Iterable[str]) -> dict[str, Any]:
    """Return those fields of an article that ``load`` has loaded."""
    loaded = Loaded(article)
    return {name: FIELDS[name].value(loaded) for name in names}
