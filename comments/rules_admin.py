"""What the paper has chosen for its comments: one page, each number with what it does."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from comments.models import CommentRules
from comments.moderation import trust


@admin.register(CommentRules)
class CommentRulesAdmin(admin.ModelAdmin):
    radio_fields = {"altcha": admin.VERTICAL}
    fieldsets = [
        (
            _("Writing"),
            {
                "fields": ["guests", "edit_minutes", "consent"],
                "description": _(
                    "Whether comments are taken, and shown before anybody has read them, is set for"
                    " the paper, a section or an article."
                ),
            },
        ),
        (
            _("Standing of writers"),
            {
                "fields": ["regular_after", "trusted_after", "trusted_days", "refused_percent"],
                "description": _(
                    "Only accounts have a standing. It follows each decision, unless a moderator"
                    " has fixed it. A comment that readers reported rightly counts once more among"
                    " the refused. A change here holds for all writers at once."
                ),
            },
        ),
        (_("Reports"), {"fields": ["hold_after_reports"]}),
        (
            _("Attacks"),
            {
                "fields": ["altcha", "attack_per_minute"],
                "description": _(
                    "Readers' browsers then do a small sum for each comment, by themselves. It ends"
                    " when for ten minutes no minute has had so many comments. A comment without"
                    " the sum waits for a moderator."
                ),
            },
        ),
        (
            _("Privacy"),
            {
                "fields": ["keep_senders_days"],
                "description": _(
                    "Addresses themselves are kept nowhere. A ban of a network ends after 90 days"
                    " at the latest."
                ),
            },
        ),
    ]

    class Media:
        css = {"all": ["css/admin-writers.css"]}

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """There is one row: its page is the list."""
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        rules, _made = CommentRules.objects.get_or_create(pk=1)
        page = reverse("admin:comments_commentrules_change", args=[rules.pk])
        return HttpResponseRedirect(page)

    def response_post_save_change(self, request: HttpRequest, obj: Any) -> HttpResponseRedirect:
        return HttpResponseRedirect(request.path)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: CommentRules | None = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: CommentRules, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        if {"regular_after", "trusted_after", "trusted_days", "refused_percent"} & set(
            form.changed_data
        ):
            trust.judge_again()
