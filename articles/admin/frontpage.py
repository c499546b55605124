"""The screen on which a front is arranged: its slots, the stories to choose from, a preview."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from csp.decorators import csp_update
from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from articles import clock, frontversions
from articles.admin import frontplace, photouse
from articles.admin.frontcards import Card, cards_of, find, placeable, thumb_of
from articles.admin.fronthistory import summary
from articles.admin.frontplace import Place
from articles.admin.frontpreview import moment_in
from articles.admin.opening import number_in
from articles.admin.staff import member
from articles.arrangement import LEAD, MOST, SLOTS, label_of
from articles.forms.front import FrontForm, PlacementForm
from articles.frontversions import Stale, arrangement_of
from articles.models import Article, Front, FrontVersion, Photo
from articles.vietnamese.dates import format_datetime


@dataclass(frozen=True)
class Row:
    """A placement on the screen; ``card`` is None where its article is not known."""

    form: PlacementForm
    card: Card | None
    thumb: str
    phase: str
    told: list[str]


@dataclass(frozen=True)
class SlotView:
    name: str
    label: str
    rows: list[Row]
    by_hand_only: bool
    may_be_empty: bool


def urls(admin: ModelAdmin[Front]) -> list[URLPattern]:
    finder = admin.admin_site.admin_view(lambda request: stories(request, admin=admin))
    return [
        path("stories/", finder, name="articles_front_stories"),
        frontplace.address(admin, "arrange/", arrange, "arrange"),
    ]


@never_cache
@require_safe
def stories(request: HttpRequest, *, admin: ModelAdmin[Front]) -> JsonResponse:
    """Return the newest articles that ``?q=`` finds, or the newest of all, to be placed."""
    if not admin.has_change_permission(request):
        return JsonResponse({"error": _("You may not arrange fronts.")}, status=403)
    found = find(member(request), request.GET.get("q", "")[:200])
    return JsonResponse({"stories": [card.to_json() for card in found]})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def arrange(request: HttpRequest, place: Place, *, admin: ModelAdmin[Front]) -> HttpResponseBase:
    """Show a front's arrangement; by POST keep it, or do what a button asks where no script runs.

    What cannot be kept stays on the screen: what is wrong is said beside it, and of somebody
    who saved meanwhile what they saved.
    """
    if request.method != "POST":
        form = FrontForm.of(arrangement_of(place.version), place.base)
        return _page(request, place, form, admin)
    form = FrontForm.sent(request.POST)
    if "_save" not in request.POST:
        _do(form, request.POST.get("_do", ""), request.POST.get("target", LEAD))
        return _page(request, place, form, admin)
    _refuse_unknown(request, place, form)
    if not form.is_valid():
        return _page(request, place, form, admin, status=422)
    try:
        saved = frontversions.save(
            place.section, form.arrangement(), by=member(request), base=form.base
        )
    except Stale as stale:
        form.base = stale.newest.number
        return _page(request, place, form, admin, status=409, clash=stale.newest)
    text = _("Saved: readers have it now.") if saved else _("Nothing was different.")
    messages.success(request, text)
    return HttpResponseRedirect(place.arrange_url)


def _do(form: FrontForm, what: str, target: str) -> None:
    """Do what a button says: ``up:3``, ``down:3``, ``remove:3`` with a row, ``add:12``."""
    verb, _colon, argument = what.partition(":")
    number = number_in(argument)
    if number is None:
        return
    if verb == "add" and number > 0:
        form.add(number, target)
    elif verb in {"up", "down"}:
        form.move(number, -1 if verb == "up" else 1)
    elif verb == "remove":
        form.remove(number)


def _refuse_unknown(request: HttpRequest, place: Place, form: FrontForm) -> None:
    """Let stay what stood there already, even if it is no longer public."""
    stood = arrangement_of(place.version)
    named = placeable(member(request)).filter(pk__in=form.articles).order_by()
    photos = Photo.objects.in_bulk(form.photos)
    usable = {pk for pk, photo in photos.items() if photo.has_file}
    form.refuse_unknown(
        set(named.values_list("pk", flat=True)) | stood.articles & _there(form), usable
    )


def _there(form: FrontForm) -> set[int]:
    """Return which of the articles that a form names there are at all."""
    return set(Article.objects.filter(pk__in=form.articles).values_list("pk", flat=True))


def _page(
    request: HttpRequest,
    place: Place,
    form: FrontForm,
    admin: ModelAdmin[Front],
    *,
    status: int = 200,
    clash: FrontVersion | None = None,
) -> HttpResponseBase:
    user = member(request)
    ids = form.articles | (arrangement_of(clash).articles if clash else set())
    cards = cards_of(user, ids)
    titles = {pk: card.title for pk, card in cards.items()}
    asked = request.POST.get("q", "")[:200]
    at = moment_in(request.POST.get("at")) or clock.now()
    context = {
        **admin.admin_site.each_context(request),
        "title": _("Arrange: %s") % place.name,
        "opts": Front._meta,
        "place": place,
        "form": form,
        "slots": _slots(form, cards, at),
        "blank": PlacementForm(initial={"slot": LEAD}, number=9999),
        "stories": find(user, asked),
        "asked": asked,
        "at": at,
        "target": request.POST.get("target", LEAD),
        "clash": clash,
        "theirs": list(summary(clash, titles)) if clash else [],
        "is_unsaved": request.method == "POST",
        "desk": {**_desk(place), "writer": user.pk},
        **photouse.context(request, None),
    }
    response = render(request, "admin/articles/front_arrange.html", context, status=status)
    return csp_update({"frame-src": ["'self'"]})(lambda _request: response)(request)


def _slots(form: FrontForm, cards: dict[int, Card], at: datetime) -> list[SlotView]:
    photos = Photo.objects.in_bulk(form.photos)

    def row(one: PlacementForm) -> Row:
        card = cards.get(one.article_id or 0)
        photo = photos.get(one.photo_id or 0)
        thumb = thumb_of(photo) if photo else card.thumb if card else ""
        return Row(one, card, thumb, _phase(one, at), _told(one))

    return [
        SlotView(
            name,
            label_of(name),
            [row(one) for one in form.rows_of(name)],
            name in form.by_hand_only,
            name != LEAD,
        )
        for name in SLOTS
    ]


def _told(row: PlacementForm) -> list[str]:
    """Return in short what a row says beyond which article it is."""
    said = [str(row[name].value() or "")[:120] for name in ("kicker", "title", "lead")]
    if row.photo_id is not None:
        said.append(_("another photo"))
    starts, ends = (_moment(row[name].value()) for name in ("starts_at", "ends_at"))
    said.append(_("from %s") % format_datetime(starts) if starts else "")
    said.append(_("until %s") % format_datetime(ends) if ends else "")
    return [text for text in said if text]


def _phase(row: PlacementForm, at: datetime) -> str:
    """Say how a row's window lies to ``at``; nothing where it runs, or cannot be read."""
    starts, ends = (_moment(row[name].value()) for name in ("starts_at", "ends_at"))
    if ends is not None and ends <= at:
        return _("over")
    return _("later") if starts is not None and starts > at else ""


def _moment(shown: Any) -> datetime | None:
    """Return the moment that a field shows: local time that was stored, or what was typed."""
    return timezone.make_aware(shown) if isinstance(shown, datetime) else moment_in(shown)


def _desk(place: Place) -> dict[str, Any]:
    """Return what the screen's scripts need to know."""
    return {
        "stories": reverse("admin:articles_front_stories"),
        "preview": place.preview_url,
        "signIn": reverse("admin:articles_article_sign_in_again"),
        "name": place.name,
        "most": MOST,
        "labels": {name: label_of(name) for name in SLOTS},
        "texts": {
            "put": _("“{title}” now stands in: {place}, number {number}."),
            "removed": _("“{title}” taken away."),
            "full": _("A place takes {most} articles at the most."),
            "none": _("No article has these words."),
            "failed": _("There is no answer: look at the network, try again."),
            "signedOut": _(
                "You are not signed in any more. Sign in in another tab, then save again: what you"
                " arranged stays here."
            ),
            "other": _(
                "Somebody else is signed in in this browser now: sign in as yourself, then save"
                " again."
            ),
            "unsaved": _("Not saved yet"),
            "undone": _("The last move is undone."),
            "undo": _("Undo the last move"),
            "at": _("{name} at {moment}"),
        },
    }
