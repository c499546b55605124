"""The moderator's screen: read, decide, see who decided before."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from articles.admin.searching import FoldedSearchMixin
from comments import desk_admin, figures_admin, policies_admin
from comments.announcing import announce
from comments.bans_admin import BanAdmin as BanAdmin
from comments.columns import badge, headline, opening, waiting
from comments.desk_answers import decided
from comments.desk_requests import numbers_of
from comments.filters import SectionFilter, StatusFilter
from comments.models import Comment, Status
from comments.moderation.cards import cards_of
from comments.moderation.decisions import decide, is_withheld, may_moderate
from comments.prepared_admin import PreparedTextAdmin as PreparedTextAdmin
from comments.querysets import CommentQuerySet
from comments.recounting import recount
from comments.rules_admin import CommentRulesAdmin as CommentRulesAdmin
from comments.timeline import timeline
from comments.wordlist_admin import ListedWordAdmin as ListedWordAdmin
from comments.writers_admin import WriterAdmin as WriterAdmin

if TYPE_CHECKING:
    from newsroom.models import User

# What a moderator can decide, in the order of the buttons.
DECISIONS = {
    Status.APPROVED: gettext_lazy("Approve"),
    Status.REJECTED: gettext_lazy("Reject"),
    Status.SPAM: gettext_lazy("Mark as spam"),
}

# All that there is to see is in the template; there is nothing to fill in.
FIELDS: Any = ["status"]


def _moderator(request: HttpRequest) -> User:
    """Return who asks; the admin lets nobody in who has not signed in."""
    return cast("User", request.user)


@admin.register(Comment)
class CommentAdmin(FoldedSearchMixin, admin.ModelAdmin):
    actions = ["approve", "reject", "mark_spam"]
    # Below the rows, where it stays in sight while they are read.
    actions_on_top, actions_on_bottom = False, True
    change_form_template = "admin/comments/comment/change_form.html"
    fields = readonly_fields = FIELDS
    list_display = [opening, "name", headline, badge, waiting]
    list_filter = [StatusFilter, SectionFilter]
    list_per_page = 50
    search_help_text = gettext_lazy("Text, name or e-mail, with or without accents")
    # Counting every choice of every filter reads the whole table.
    show_facets = admin.ShowFacets.NEVER
    show_full_result_count = False

    # --- who may: the gate says, the rows are limited to the moderator's sections ---------------

    def has_module_permission(self, request: HttpRequest) -> bool:
        return may_moderate(_moderator(request))

    def has_view_permission(self, request: HttpRequest, obj: Comment | None = None) -> bool:
        return may_moderate(_moderator(request))

    def has_change_permission(self, request: HttpRequest, obj: Comment | None = None) -> bool:
        return may_moderate(_moderator(request))

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Comment | None = None) -> bool:
        """Decisions can be taken back, deletion cannot: it is for what the law wants gone."""
        return bool(request.user.is_active and request.user.is_superuser)

    def get_queryset(self, request: HttpRequest) -> CommentQuerySet:
        comments = Comment.objects.in_sections_of(_moderator(request))
        return comments.select_related("article", "parent").defer(
            "article__body", "article__lead", "article__folded", "parent__folded"
        )

    def get_ordering(self, request: HttpRequest) -> Any:
        """What waits is read in the order in which it came; anything else newest first."""
        if request.GET.get("status", Status.PENDING) == Status.PENDING:
            return ["created_at", "id"]
        return ["-created_at", "-id"]

    def get_urls(self) -> list[URLPattern]:
        own = (desk_admin, figures_admin, policies_admin)
        return [*(url for part in own for url in part.urls(self)), *super().get_urls()]

    # --- deciding -------------------------------------------------------------------------------

    @admin.action(description=gettext_lazy("Approve"), permissions=["change"])
    def approve(self, request: HttpRequest, queryset: CommentQuerySet) -> None:
        self._decide(request, queryset, Status.APPROVED)

    @admin.action(description=gettext_lazy("Reject"), permissions=["change"])
    def reject(self, request: HttpRequest, queryset: CommentQuerySet) -> None:
        self._decide(request, queryset, Status.REJECTED)

    @admin.action(description=gettext_lazy("Mark as spam"), permissions=["change"])
    def mark_spam(self, request: HttpRequest, queryset: CommentQuerySet) -> None:
        self._decide(request, queryset, Status.SPAM)

    def _decide(
        self,
        request: HttpRequest,
        comments: CommentQuerySet,
        status: Status,
        reason: str = "",
        *,
        versions: dict[int, int] | None = None,
    ) -> None:
        ids = comments.order_by().values_list("pk", flat=True)
        done = decide(ids, status, by=_moderator(request), reason=reason, versions=versions)
        if done.changed or done.stale or done.escalated:
            level = messages.SUCCESS if done.changed else messages.WARNING
            messages.add_message(request, level, decided(done, status))
        if done.unchanged:
            left = ngettext(
                "%d comment was left as it is.",
                "%d comments were left as they are.",
                done.unchanged,
            )
            messages.info(request, left % done.unchanged)

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Show the comment; what the form sends is a decision, never a change of fields."""
        if request.method == "POST" and object_id is not None:
            return self._decide_one(request, unquote(object_id))
        context = {"decisions": DECISIONS, "title": _("Comment"), **(extra_context or {})}
        return super().changeform_view(request, object_id, form_url, context)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Add what happened to the comment, and what its moderator can do beside deciding."""
        comment, user = context["original"], _moderator(request)
        context |= {
            **desk_admin.for_acts(user),
            "card": cards_of([comment], to=user)[0],
            "lines": timeline(comment),
            "notes": comment.notes.select_related("author"),
            "withheld": is_withheld(comment, user),
        }
        return super().render_change_form(request, context, *args, **kwargs)

    def _decide_one(self, request: HttpRequest, object_id: str) -> HttpResponse:
        comment = self.get_object(request, object_id)
        if not self.has_change_permission(request) or comment is None:
            raise PermissionDenied
        try:
            status = Status(request.POST.get("_decide", ""))
        except ValueError:
            status = Status.PENDING
        if status not in DECISIONS:
            messages.error(request, _("Press one of the buttons to decide."))
            return HttpResponseRedirect(request.get_full_path())
        # A form of before, or another program, says nothing of what it saw.
        seen = numbers_of([request.POST.get("version", "")])
        versions = {comment.pk: seen[0]} if seen else None
        reason = request.POST.get("reason", "")
        chosen = Comment.objects.filter(pk=comment.pk)
        self._decide(request, chosen, status, reason, versions=versions)
        return self.response_post_save_change(request, comment)

    # --- deleting: the numbers follow -----------------------------------------------------------

    @transaction.atomic
    def delete_model(self, request: HttpRequest, obj: Comment) -> None:
        super().delete_model(request, obj)
        recount([obj.article_id])
        announce([obj.article_id])

    @transaction.atomic
    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Comment]) -> None:
        articles = set(queryset.order_by().values_list("article", flat=True))
        super().delete_queryset(request, queryset)
        recount(articles)
        announce(articles)
