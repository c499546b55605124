"""The log of bans: who may not comment, why, until when, and who lifted it. Read, and lifted."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.admin.staff import member
from articles.vietnamese.dates import format_datetime
from comments.models import Ban
from comments.moderation import bans
from comments.writers_admin import ask, lifter, said

FIELDS: Any = ["whom", "reason", "made", "made_by", "state", "lifted"]


class HoldsFilter(admin.SimpleListFilter):
    title = gettext_lazy("state")
    parameter_name = "holds"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("1", gettext_lazy("Holding now")), ("0", gettext_lazy("Over or lifted"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Ban]) -> QuerySet[Ban]:
        holds = Q(lifted_at=None) & (Q(until=None) | Q(until__gt=timezone.now()))
        match self.value():
            case "1":
                return queryset.filter(holds)
            case "0":
                return queryset.exclude(holds)
        return queryset


@admin.register(Ban)
class BanAdmin(admin.ModelAdmin):
    actions = ["lift"]
    list_display = ["whom", "reason", "made", "made_by", "state", "lifted"]
    list_filter = [HoldsFilter, "made_at"]
    list_per_page = 50
    list_select_related = ["user", "user__writer", "made_by", "lifted_by"]
    search_fields = ["reason", "user__email", "user__writer__folded"]
    search_help_text = gettext_lazy("Name without accents, e-mail or reason")
    show_facets = admin.ShowFacets.NEVER
    show_full_result_count = False
    fields = readonly_fields = FIELDS

    class Media:
        css = {"all": ["css/admin-writers.css"]}

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Ban | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Ban | None = None) -> bool:
        return False

    def has_lift_permission(self, request: HttpRequest) -> bool:
        return bans.may_ban(member(request))

    @admin.display(description=gettext_lazy("who"))
    def whom(self, ban: Ban) -> str:
        if ban.user is None:
            hidden = ban.sender in ("", bans.FORGOTTEN)
            return _("a network") if hidden else f"{_('a network')} {ban.sender[:8]}"
        writer = getattr(ban.user, "writer", None)
        return str(writer or ban.user)

    @admin.display(description=gettext_lazy("made at"), ordering="made_at")
    def made(self, ban: Ban) -> str:
        return format_datetime(ban.made_at)

    @admin.display(description=gettext_lazy("state"))
    def state(self, ban: Ban) -> str:
        is_over = ban.lifted_at is None and ban.until is not None and ban.until <= timezone.now()
        return f"{said(ban)} ({_('over')})" if is_over else said(ban)

    @admin.display(description=gettext_lazy("lifted by"))
    def lifted(self, ban: Ban) -> str:
        if ban.lifted_at is None:
            return "–"
        return f"{ban.lifted_by or '–'}: {ban.lifted_reason}"

    @admin.action(description=gettext_lazy("Lift bans"), permissions=["lift"])
    def lift(self, request: HttpRequest, queryset: QuerySet[Ban]) -> HttpResponse | None:
        ids = list(queryset.order_by().values_list("pk", flat=True))
        title = _("Lift bans")
        return ask(self, request, queryset, lifter(request, ids), action="lift", title=title)
