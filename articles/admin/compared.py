"""Two versions of an article side by side, in words that people read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import URLPattern, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles import comparing, workflow
from articles.admin.opening import address, number_in, open_article
from articles.admin.staff import member
from articles.comparing import Change, Comparison, Entry, PhotoChange
from articles.content import Content
from articles.languages import LANGUAGES
from articles.models import Article, Author, Kind, Photo, Section, Series
from articles.rules import Action

# Blocks of a body that the page shows: more than any article has, less than a browser chokes on.
SHOWN = 4000


@dataclass(frozen=True)
class Named:
    """One of a list that differs: an author or a keyword by name."""

    change: Change
    name: str


@dataclass(frozen=True)
class ShownPhoto:
    """A photo that differs, with the photo itself unless it was deleted."""

    change: PhotoChange
    photo: Photo | None


def urls(admin: ModelAdmin[Article]) -> list[URLPattern]:
    return [address(admin, "compare/", compare, "compare")]


def link(article: Article, old: int, new: int) -> str:
    """Return the address that compares two revisions by their numbers."""
    here = reverse("admin:articles_article_compare", args=[article.pk])
    return f"{here}?{urlencode({'a': old, 'b': new})}"


@require_safe
def compare(request: HttpRequest, article_id: int, *, admin: ModelAdmin[Article]) -> HttpResponse:
    """Show what became of version ``?a=`` in version ``?b=``."""
    article = open_article(admin, request, article_id)
    numbers = [number_in(request.GET.get(name)) for name in ("a", "b")]
    rows = article.revisions.filter(number__in=[n for n in numbers if n is not None])
    found = {row.number: row for row in rows.select_related("created_by")}
    old, new = (found.get(number or 0) for number in numbers)
    if old is None or new is None or old == new:
        text = _("Choose two versions. One that was saved by itself gives way to a later one.")
        messages.error(request, text)
        return HttpResponseRedirect(reverse("admin:articles_article_revisions", args=[article.pk]))
    contents = Content.from_json(old.content), Content.from_json(new.content)
    page = {
        **admin.admin_site.each_context(request),
        "title": _("Versions %(old)d and %(new)d") % {"old": old.number, "new": new.number},
        "opts": Article._meta,
        "article": article,
        "old": old,
        "new": new,
        "may_edit": workflow.may(member(request), Action.EDIT, article),
        **_in_words(comparing.compare(*contents)),
    }
    return render(request, "admin/articles/compare.html", page)


def _in_words(comparison: Comparison) -> dict[str, Any]:
    """Return a comparison for the page: with names where it has ids; five queries at most."""
    library = _library(comparison)
    return {
        "comparison": comparison,
        "library": library,
        "runs": comparing.runs_of(comparison.body[:SHOWN]),
        "left_out": max(0, len(comparison.body) - SHOWN),
        "kind": [_kind(one) for one in comparison.kind or ()],
        "section": _sections(comparison.section),
        "authors": _authors(comparison.authors),
        "photos": [ShownPhoto(change, library.get(change.photo)) for change in comparison.photos],
        "tags": [Named(entry.change, str(entry.value)) for entry in comparison.tags],
        "language": [LANGUAGES.get(one, one) for one in comparison.language or ()],
        "series": _series(comparison.series),
        "related": _related(comparison.related),
    }


def _kind(kind: str) -> str:
    return str(dict(Kind.choices).get(kind, kind))


def _sections(ids: tuple[int | None, int | None] | None) -> tuple[str, str] | None:
    if ids is None:
        return None
    wanted = [pk for pk in ids if pk is not None]
    rows = Section.objects.select_related("parent").in_bulk(wanted)
    old, new = (_section(pk, rows) for pk in ids)
    return old, new


def _section(pk: int | None, rows: dict[int, Section]) -> str:
    if pk is None:
        return _("(none)")
    return str(rows[pk]) if pk in rows else _("(deleted)")


def _series(ids: tuple[int | None, int | None] | None) -> list[str]:
    rows = Series.objects.in_bulk([pk for pk in ids or () if pk is not None])
    names = {pk: str(row) for pk, row in rows.items()}
    return [_("(none)") if pk is None else names.get(pk, _("(deleted)")) for pk in ids or ()]


def _related(entries: tuple[Entry, ...]) -> list[Named]:
    wanted = [entry.value for entry in entries]
    titles = dict(Article.objects.filter(pk__in=wanted).values_list("pk", "title"))
    return [Named(e.change, titles.get(int(e.value), _("(deleted)"))) for e in entries]


def _authors(entries: tuple[Entry, ...]) -> list[Named]:
    names = dict(
        Author.objects.filter(pk__in=[entry.value for entry in entries]).values_list("pk", "name")
    )
    return [Named(e.change, names.get(int(e.value), _("(deleted)"))) for e in entries]


def _library(comparison: Comparison) -> dict[int, Photo]:
    """Return the photos that are shown, by id: those that differ, and those in the text."""
    inside = (block.photo for block in comparison.body[:SHOWN] if block.photo)
    return Photo.objects.in_bulk({*inside, *(change.photo for change in comparison.photos)})
