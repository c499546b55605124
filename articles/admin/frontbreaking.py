"""Breaking news: a quick line on the fronts' page, and all lines there ever were."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from django.contrib import admin, messages
from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from articles import breaking, clock
from articles.admin.staff import member
from articles.forms.breaking import BreakingForm, QuickBreakingForm
from articles.models import Article, BreakingNews, Front
from articles.vietnamese.dates import format_datetime

RIGHT: Final = "articles.add_breakingnews"
END_RIGHT: Final = "articles.change_breakingnews"


@dataclass(frozen=True)
class Told:
    """A line with where it is: ``state`` is ``running``, ``coming``, ``hidden`` or ``over``."""

    line: BreakingNews
    state: str

    @property
    def label(self) -> str:
        return str(LABELS[self.state])

    @property
    def leads_to(self) -> str:
        """Where the line leads; of what readers do not have, the number alone."""
        if self.state == "running" and self.line.article:
            return str(self.line.article)
        return leads_to(self.line)


def leads_to(line: BreakingNews) -> str:
    if line.article_id:
        return _("article no. %d") % line.article_id
    return line.address


LABELS: Final = {
    "running": gettext_lazy("Readers have it now"),
    "coming": gettext_lazy("Still to come"),
    "hidden": gettext_lazy("Not shown: readers do not have the article"),
    "over": gettext_lazy("Over"),
}


def told(lines: Iterable[BreakingNews]) -> list[Told]:
    """Return the lines, each with whether readers have it, in one query."""
    now = clock.now()
    rows = list(lines)
    ids = {line.article_id for line in rows if line.article_id is not None}
    public = set(
        Article.objects.public().filter(pk__in=ids).order_by().values_list("pk", flat=True)
    )
    return [Told(line, _state(line, now, public)) for line in rows]


def _state(line: BreakingNews, now: Any, public: set[int]) -> str:
    if line.ends_at <= now:
        return "over"
    if line.starts_at > now:
        return "coming"
    return "hidden" if line.of_article and line.article_id not in public else "running"


def urls(fronts: ModelAdmin[Front]) -> list[URLPattern]:
    site = fronts.admin_site

    @require_POST
    def quick(request: HttpRequest) -> HttpResponse:
        """Put a line out now; what was refused stays on the page with what is wrong."""
        if not member(request).has_perm(RIGHT):
            raise PermissionDenied
        form = QuickBreakingForm(request.POST)
        if not form.is_valid():
            page: Any = fronts
            answer: HttpResponse = page.overview(request, form=form, status=422)
            return answer
        breaking.save(form.save(commit=False), by=member(request))
        messages.success(request, _("The breaking line is there."))
        return _back()

    @require_POST
    def end(request: HttpRequest, line_id: int) -> HttpResponse:
        """End a line now."""
        if not member(request).has_perm(END_RIGHT):
            raise PermissionDenied
        line = get_object_or_404(BreakingNews, pk=line_id)
        breaking.end(line)
        messages.success(request, _("The breaking line has ended: %s") % line.text)
        return _back()

    return [
        path("breaking/", site.admin_view(quick), name="articles_front_breaking"),
        path("breaking/<int:line_id>/end/", site.admin_view(end), name="articles_front_end"),
    ]


def _back() -> HttpResponse:
    return HttpResponseRedirect(reverse("admin:articles_front_changelist"))


@admin.register(BreakingNews)
class BreakingNewsAdmin(admin.ModelAdmin):
    """All lines, with times of their own. None is deleted: it is ended, and stays on record."""

    form = BreakingForm
    list_display = ["text", "leads_to", "begins", "ends", "created_by"]
    list_select_related = ["created_by"]
    list_per_page = 50
    ordering = ["-starts_at", "-id"]
    sortable_by = ()
    show_full_result_count = False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: BreakingNews, form: Any, change: bool) -> None:
        breaking.save(obj, by=member(request))

    @admin.display(description=gettext_lazy("leads to"))
    def leads_to(self, line: BreakingNews) -> str:
        return leads_to(line) or "–"

    @admin.display(description=gettext_lazy("from"))
    def begins(self, line: BreakingNews) -> str:
        return format_datetime(line.starts_at)

    @admin.display(description=gettext_lazy("until"))
    def ends(self, line: BreakingNews) -> str:
        return format_datetime(line.ends_at)
