"""The figures of moderation, as a page for whoever leads the desk."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, cast

from django.contrib.admin import ModelAdmin
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles.models import Article, Section
from comments import figures, waiting
from comments.figures import DAYS, Outcome, Period
from comments.models import Comment, ListedWord
from comments.moderation.decisions import may_moderate
from comments.moderation.sentences import STEPS

if TYPE_CHECKING:
    from newsroom.models import User

# Rows of each list; of listed words, those that were approved most often in spite of them.
MOST: Final = 10
MOST_TERMS: Final = 15
#: Who sets the paper's rules leads the desk, and sees each moderator's figures by name.
LEADS: Final = "comments.view_commentrules"


@dataclass(frozen=True)
class Row:
    """A line of a table: what it is of, with its address if it has a page, and its number."""

    label: str
    outcome: Outcome | None = None
    number: int = 0
    pk: int | None = None
    url: str = ""


def urls(admin: ModelAdmin[Comment]) -> list[URLPattern]:
    def page(request: HttpRequest) -> HttpResponse:
        if not may_moderate(cast("User", request.user)):
            raise PermissionDenied
        response = show(request, admin)
        response.headers["Cache-Control"] = "private, no-store"
        return response

    view = admin.admin_site.admin_view(require_safe(page))
    return [path("figures/", view, name="comments_comment_figures")]


def show(request: HttpRequest, admin: ModelAdmin[Comment]) -> HttpResponse:
    """Show the figures of ``?khoang=`` days (7, 30 or 90) and of ``?chuyen-muc=`` or everywhere.

    Raises:
        Http404: one of these is nothing that there could be, or no section of the user's.
    """
    user = cast("User", request.user)
    sections = figures.sections_of(user)
    days = _days(request.GET.get("khoang", ""))
    section = _section(request.GET.get("chuyen-muc", ""), sections)
    within = figures.within(user, section.pk if section else None)
    period = figures.period_of(days, within)
    comments = waiting.waiting_of(user)
    if section is not None:
        comments = comments.filter(article__section__in=within or set())
    waits = waiting.of_all(comments)
    is_few = waits is not None and waits.number <= waiting.MOST_BY_SECTION
    made, lifted = figures.bans_since(days)
    context = {
        **admin.admin_site.each_context(request),
        "title": _("Figures of moderation"),
        "opts": Comment._meta,
        "choices": DAYS,
        "days": days,
        "sections": sections,
        "section": section,
        "waiting": waits,
        "waiting_by_section": waiting.by_section(comments) if is_few else [],
        "most_by_section": waiting.MOST_BY_SECTION,
        "period": period,
        "total": Outcome(*_sum(period)),
        "rules": period.by_moderator().get(0, Outcome()),
        "moderators": _moderators(period, user),
        "steps": _steps(period),
        "terms": _terms(period),
        "commented": _articles(period.most("articles", MOST)),
        "reported": _articles(period.most("reported_articles", MOST)),
        "reported_comments": _comments(period),
        "bans": made,
        "lifted": lifted,
    }
    return TemplateResponse(request, "admin/comments/figures/figures.html", context)


def _days(text: str) -> int:
    if not text:
        return DAYS[0]
    for days in DAYS:
        if text == str(days):
            return days
    raise Http404


def _section(text: str, sections: list[Section]) -> Section | None:
    if not text:
        return None
    for section in sections:
        if text == str(section.pk):
            return section
    raise Http404


def _sum(period: Period) -> tuple[int, int]:
    persons = [outcome for pk, outcome in period.by_moderator().items() if pk]
    return sum(one.approved for one in persons), sum(one.refused for one in persons)


def _moderators(period: Period, user: User) -> list[Row]:
    """Return who decided what: by name for who leads the desk, one's own and the others' else."""
    found = {pk: outcome for pk, outcome in period.by_moderator().items() if pk}
    if not user.has_perm(LEADS):
        own = found.pop(user.pk, Outcome())
        others = Outcome(
            sum(one.approved for one in found.values()), sum(one.refused for one in found.values())
        )
        return [Row(_("You"), own), Row(_("The others together"), others)]
    people = get_user_model().objects.in_bulk(list(found))
    names = {pk: str(people[pk]) if pk in people else _("somebody who has left") for pk in found}
    rows = [Row(names[pk], outcome) for pk, outcome in found.items()]
    return sorted(rows, key=lambda row: (-_number(row), row.label))


def _number(row: Row) -> int:
    return row.outcome.number if row.outcome else row.number


def _steps(period: Period) -> list[Row]:
    rows = [
        Row(str(STEPS.get(name, name)) if name else _("nothing found"), outcome)
        for name, outcome in period.outcomes("steps").items()
    ]
    return sorted(rows, key=lambda row: (-_number(row), row.label))


def _terms(period: Period) -> list[Row]:
    """Return the listed words that were approved most often; those still listed with a page."""
    found = period.outcomes("terms")
    worst = sorted(found, key=lambda term: (-found[term].approved, -found[term].number, term))
    worst = worst[:MOST_TERMS]
    listed = dict(ListedWord.objects.filter(text__in=worst).values_list("text", "pk"))
    return [Row(term, found[term], pk=listed.get(term)) for term in worst]


def _articles(most: list[tuple[int, int]]) -> list[Row]:
    articles = Article.objects.select_related("section__parent").defer("body", "lead", "folded")
    found = articles.in_bulk([pk for pk, _number in most])
    return [
        Row(str(found[pk]), number=number, pk=pk, url=found[pk].get_absolute_url())
        for pk, number in most
        if pk in found
    ]


def _comments(period: Period) -> list[Row]:
    most = period.most("reported", MOST)
    found = Comment.objects.only("name", "body").in_bulk([pk for pk, _number in most])
    return [Row(str(found[pk]), number=number, pk=pk) for pk, number in most if pk in found]
