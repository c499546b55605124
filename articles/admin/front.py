"""The fronts: which there are, who arranged them last, and the breaking line above them all."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles import clock, workflow
from articles.admin import frontbreaking, fronthistory, frontpage, frontpreview
from articles.admin.frontplace import Place
from articles.admin.patience import all_patient
from articles.admin.staff import member
from articles.forms.breaking import QuickBreakingForm
from articles.models import BreakingNews, Front, Section


@admin.register(Front)
class FrontAdmin(admin.ModelAdmin):
    """The list has a page of its own, and so has each front; Django's are not used."""

    def get_urls(self) -> list[URLPattern]:
        overview = self.admin_site.admin_view(require_safe(self.overview))
        return all_patient(
            [
                path("", overview, name="articles_front_changelist"),
                *frontbreaking.urls(self),
                *frontpage.urls(self),
                *frontpreview.urls(self),
                *fronthistory.urls(self),
            ]
        )

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def overview(
        self, request: HttpRequest, *, form: QuickBreakingForm | None = None, status: int = 200
    ) -> HttpResponse:
        """Show the fronts that somebody may arrange; ``form`` is a line that was refused."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        user = member(request)
        may_break = user.has_perm(frontbreaking.RIGHT)
        running = BreakingNews.objects.filter(ends_at__gt=clock.now()).select_related("article")
        context = {
            **self.admin_site.each_context(request),
            "title": _("Fronts"),
            "opts": Front._meta,
            "places": _places(request),
            "breaking_form": (form or QuickBreakingForm()) if may_break else None,
            "breaking_lines": frontbreaking.told(running[:20]) if may_break else [],
        }
        return render(request, "admin/articles/front_list.html", context, status=status)


def _places(request: HttpRequest) -> list[Place]:
    """Return the home page and each section that somebody may arrange, in three queries."""
    limits = workflow.limits_of(member(request))
    known = Front.objects.select_related("current__created_by")
    by_section = {front.section_id: front for front in known}
    places = [Place(None, by_section.get(None))] if limits is None else []
    sections = Section.objects.select_related("parent")
    mine = [one for one in sections if limits is None or one.pk in limits]
    return places + [Place(one, by_section.get(one.pk)) for one in mine]
