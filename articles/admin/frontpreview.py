"""A front as readers will have it at a chosen moment, saved or not."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from csp.decorators import csp_replace
from django.conf import settings
from django.contrib.admin import ModelAdmin
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import URLPattern
from django.utils import translation
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_http_methods

from articles import breaking, clock, fronts, workflow
from articles.admin import frontplace
from articles.admin.frontplace import Place
from articles.admin.opening import number_in
from articles.admin.staff import member
from articles.arrangement import Arrangement
from articles.forms.action import MomentField
from articles.forms.front import FrontForm
from articles.fronts import Plan
from articles.frontversions import arrangement_of
from articles.masthead import Masthead, load_masthead
from articles.models import Article, Front, FrontVersion, Photo, Section

if TYPE_CHECKING:
    from articles.querysets import ArticleQuerySet
    from newsroom.models import User

#: Tells the screen around which article stands where.
SHOWN = "Front-Shown"


def urls(admin: ModelAdmin[Front]) -> list[URLPattern]:
    return [frontplace.address(admin, "preview/", preview, "preview")]


def moment_in(text: str | None) -> datetime | None:
    """Return the moment that somebody chose; None where there is none, or none can be read."""
    try:
        moment: datetime | None = MomentField().clean(text or "")
    except ValidationError:
        return None
    return moment


@xframe_options_sameorigin
@require_http_methods(["GET", "HEAD", "POST"])
def preview(request: HttpRequest, place: Place, *, admin: ModelAdmin[Front]) -> HttpResponseBase:
    """Show a front at the moment ``at`` (default: now): a version, or what the form holds.

    ``?version=`` is one of its versions, else it is the newest. Links in the page are dead.
    """
    chosen = request.POST if request.method == "POST" else request.GET
    if request.method == "POST":
        arrangement = FrontForm.sent(request.POST).arrangement()
    else:
        arrangement = _version(place, request.GET.get("version"))
    at = moment_in(chosen.get("at")) or clock.now()
    plan = _plan(arrangement, at, member(request))
    # In the paper's own language, whatever the newsroom speaks.
    with translation.override(settings.LANGUAGE_CODE):
        masthead = _masthead(at, member(request))
        page = _page(place.section, plan, masthead)
        page |= {"masthead": masthead, "moment": at}
        response = render(request, "articles/front_preview.html", page)
    front = page["front"]
    shown = [front.lead, *front.secondary]
    response.headers[SHOWN] = ",".join(str(article.pk) for article in shown if article)
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    response.headers["Cache-Control"] = "private, no-store"
    framed = csp_replace({"frame-ancestors": ["'self'"]})(lambda _request: response)
    return framed(request)


def _version(place: Place, text: str | None) -> Arrangement:
    if text is None:
        return arrangement_of(place.version)
    number = number_in(text)
    if number is None:
        raise Http404
    if number == 0:
        return Arrangement()
    return arrangement_of(get_object_or_404(FrontVersion, front=place.front, number=number))


def _plan(arrangement: Arrangement, at: datetime, user: User) -> Plan:
    photos = Photo.objects.in_bulk(arrangement.photos)
    return Plan(arrangement, photos, at=at, articles=_known_to(user))


def _known_to(user: User) -> ArticleQuerySet:
    """Return what ``user`` may know of: what is still to come only of their own sections."""
    if workflow.limits_of(user) is None:
        return Article.objects.all()
    visible = workflow.visible_to(user).order_by().values("pk")
    now = Article.objects.public().order_by().values("pk")
    return Article.objects.filter(Q(pk__in=visible) | Q(pk__in=now))


def _masthead(at: datetime, user: User) -> Masthead:
    """Return the masthead at ``at``; who is limited to sections has no line that is to come."""
    masthead = load_masthead()
    paper = masthead.publication
    if paper is not None and workflow.limits_of(user) is not None:
        # In memory alone. A line may tell of an article as much as its headline does.
        paper.breaking = breaking.begun(paper, masthead.moment)
    return replace(masthead, moment=at)


def _page(section: Section | None, plan: Plan, masthead: Masthead) -> dict[str, Any]:
    if section is None:
        sections = [branch.section for branch in masthead.branches]
        return {
            "front": fronts.compose_home(sections, plan),
            "template": "articles/home.html",
        }
    found = masthead.find(section.path)
    if found is None:
        raise Http404
    front = fronts.compose_section(found[1], plan)
    return {
        "branch": found[0],
        "section": found[1],
        "front": front,
        "listing": front.listing,
        "template": "articles/section.html",
    }
