"""A front's versions: who saved what and when, each step back a version of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Final

from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import URLPattern
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from articles import frontversions
from articles.admin import frontplace
from articles.admin.frontcards import cards_of
from articles.admin.frontplace import Place
from articles.admin.opening import number_in
from articles.admin.staff import member
from articles.arrangement import label_of
from articles.frontversions import Change, Stale, arrangement_of
from articles.models import Front, FrontVersion

#: Versions on one page.
MOST: Final = 30


@dataclass(frozen=True)
class Entry:
    """A version and what it changed, in sentences."""

    version: FrontVersion
    changes: list[str]


def urls(admin: ModelAdmin[Front]) -> list[URLPattern]:
    return [
        frontplace.address(admin, "versions/", history, "versions"),
        frontplace.address(admin, "versions/<int:number>/restore/", restore, "restore"),
        frontplace.address(admin, "undo/", undo, "undo"),
    ]


@require_safe
def history(request: HttpRequest, place: Place, *, admin: ModelAdmin[Front]) -> HttpResponse:
    """Show all versions, newest first; ``?before=`` goes on."""
    before = number_in(request.GET.get("before"))
    rows = list(_versions(place, before)[: MOST + 1])
    steps = [
        frontversions.differences(
            arrangement_of(rows[number + 1] if number + 1 < len(rows) else None),
            arrangement_of(version),
        )
        for number, version in enumerate(rows[:MOST])
    ]
    ids = {change.article for step in steps for change in step if change.article}
    cards = cards_of(member(request), ids)
    titles = {pk: card.title for pk, card in cards.items()}
    context = {
        **admin.admin_site.each_context(request),
        "title": _("History: %s") % place.name,
        "opts": Front._meta,
        "place": place,
        "entries": [
            Entry(version, [sentence(change, titles) for change in step])
            for version, step in zip(rows, steps, strict=False)
        ],
        "older": rows[MOST - 1].number if len(rows) > MOST else None,
    }
    return render(request, "admin/articles/front_history.html", context)


def _versions(place: Place, before: int | None) -> Any:
    versions = FrontVersion.objects.filter(front=place.front).select_related("created_by")
    return versions if before is None else versions.filter(number__lt=before)


def sentence(change: Change, titles: dict[int, str]) -> str:
    """Return what a change is called; ``titles`` are those of articles that are still there."""
    place = label_of(change.slot)
    if change.article is None:
        return str(SENTENCES[change.kind]) % {"place": place}
    gone = _("article no. %d, which is gone") % change.article
    return str(SENTENCES[change.kind]) % {
        "place": place,
        "article": titles.get(change.article, gone),
        "before": label_of(change.before) if change.before else "",
    }


SENTENCES: Final = {
    "put": gettext_lazy("%(place)s: “%(article)s” put there"),
    "taken": gettext_lazy("%(place)s: “%(article)s” taken away"),
    "moved": gettext_lazy("%(place)s: “%(article)s” moved there from “%(before)s”"),
    "changed": gettext_lazy("%(place)s: texts, photo or times of “%(article)s” changed"),
    "reordered": gettext_lazy("%(place)s: another order"),
    "closed": gettext_lazy("%(place)s: filled by hand only"),
    "opened": gettext_lazy("%(place)s: filled with the newest again"),
}


@require_POST
def restore(
    request: HttpRequest, place: Place, number: int, *, admin: ModelAdmin[Front]
) -> HttpResponse:
    """Make an old version the newest again, unless somebody has saved since the page was made."""
    return _go_back(request, place, lambda front, base: _restored(request, front, number, base))


@require_POST
def undo(request: HttpRequest, place: Place, *, admin: ModelAdmin[Front]) -> HttpResponse:
    """Go back one step."""
    return _go_back(
        request,
        place,
        lambda front, base: frontversions.undo(front, by=member(request), base=base),
    )


def _restored(
    request: HttpRequest, front: Front, number: int, base: int
) -> tuple[FrontVersion | None, bool]:
    try:
        return frontversions.restore(front, number, by=member(request), base=base)
    except FrontVersion.DoesNotExist as error:
        raise Http404 from error


def _go_back(
    request: HttpRequest,
    place: Place,
    step: Callable[[Front, int], tuple[FrontVersion | None, bool]],
) -> HttpResponse:
    if place.front is None:
        raise Http404
    base = number_in(request.POST.get("base")) or 0
    try:
        version, is_whole = step(place.front, base)
    except Stale as stale:
        text = _("%s has saved this front meanwhile: nothing was changed. Look once more.")
        messages.warning(request, text % (stale.newest.created_by or _("Somebody else")))
        return HttpResponseRedirect(place.history_url)
    if version is None:
        messages.info(request, _("There is nothing to go back to: the front stays as it is."))
    else:
        messages.success(request, _("%s. Readers have it now.") % version.note)
    if not is_whole:
        messages.warning(request, _("Articles or photos that are gone since were left out."))
    return HttpResponseRedirect(place.arrange_url)


def summary(
    version: FrontVersion | None, titles: dict[int, str]
) -> Iterable[tuple[str, list[str]]]:
    """Yield each slot's name and its articles' titles, for somebody who saved beside another."""
    for slot in arrangement_of(version).slots:
        names = [titles.get(one.article, f"#{one.article}") for one in slot.placements]
        yield label_of(slot.name), names
