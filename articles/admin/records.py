"""What is on record of articles: published corrections, sealed withdrawals."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import corrections, withdrawals, workflow
from articles.admin.filters import SectionFilter
from articles.admin.staff import member
from articles.forms.correction import CorrectionForm
from articles.models import Correction, Withdrawal
from articles.richtext import plain_text
from articles.rules import Action
from articles.vietnamese.dates import format_datetime
from articles.workflow import NotAllowed


class ArticleSectionFilter(SectionFilter):
    through: ClassVar[str] = "article__"


class RecordAdmin(admin.ModelAdmin):
    """Rows that belong to an article: only those of articles that one may open; made elsewhere."""

    list_select_related = ["article__section__parent", "made_by"]
    list_per_page = 50
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    list_filter: ClassVar[list[Any]] = [ArticleSectionFilter]

    class Media:
        css = {"all": ["css/admin-records.css"]}

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        # Asked of each row that is shown: as a list of ids SQLite would go through all articles.
        visible = workflow.visible_to(member(request)).filter(pk=OuterRef("article"))
        rows: QuerySet[Any] = super().get_queryset(request)
        return rows.filter(Exists(visible)).defer("article__body", "article__folded")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    @admin.display(description=gettext_lazy("article"))
    def headline(self, row: Any) -> str:
        return str(row.article)

    @admin.display(description=gettext_lazy("section"))
    def section(self, row: Any) -> str:
        return str(row.article.section or "–")


@admin.register(Correction)
class CorrectionAdmin(RecordAdmin):
    """Corrections are published on the article's own page; here they are found and put right."""

    form = CorrectionForm
    list_display = ["headline", "kind", "words", "section", "published", "made_by"]
    list_filter = ["kind", ArticleSectionFilter, "published_at"]
    fields = ["headline", "kind", "text", "published", "made_by"]
    readonly_fields = ["headline", "published", "made_by"]
    ordering = ["-published_at", "-id"]

    @admin.display(description=gettext_lazy("text"))
    def words(self, row: Correction) -> str:
        return row.text[:160]

    @admin.display(description=gettext_lazy("published at"))
    def published(self, row: Correction) -> str:
        return format_datetime(row.published_at)

    def has_change_permission(self, request: HttpRequest, obj: Correction | None = None) -> bool:
        if obj is None:
            return super().has_change_permission(request)
        return workflow.may(member(request), Action.AMEND_CORRECTION, obj.article)

    def has_delete_permission(self, request: HttpRequest, obj: Correction | None = None) -> bool:
        if obj is None:
            return super().has_delete_permission(request)
        return workflow.may(member(request), Action.REMOVE_CORRECTION, obj.article)

    def save_model(self, request: HttpRequest, obj: Correction, form: Any, change: bool) -> None:
        corrections.amend(obj, kind=obj.kind, text=obj.text, by=member(request))

    def delete_model(self, request: HttpRequest, obj: Correction) -> None:
        corrections.remove(obj, by=member(request))

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Correction]) -> None:
        """Take back each that one may; the others stay, and that is said."""
        for row in queryset.select_related("article"):
            try:
                corrections.remove(row, by=member(request))
            except NotAllowed as error:
                messages.error(request, f"{row.article}: {error}")


@admin.register(Withdrawal)
class WithdrawalAdmin(RecordAdmin):
    """What readers had when an article was taken from them: to be read, checked, handed out."""

    list_display = ["headline", "section", "made", "made_by", "reason", "back", "seal"]
    ordering = ["-made_at", "-id"]
    change_form_template = "admin/articles/withdrawal.html"

    @admin.display(description=gettext_lazy("withdrawn at"), ordering="made_at")
    def made(self, row: Withdrawal) -> str:
        return format_datetime(row.made_at)

    @admin.display(description=gettext_lazy("with readers again from"))
    def back(self, row: Withdrawal) -> str:
        return format_datetime(row.reversed_at) if row.reversed_at else "–"

    @admin.display(description="SHA-256")
    def seal(self, row: Withdrawal) -> str:
        return format_html("<code>{}…</code>", row.sha256[:12])

    def get_queryset(self, request: HttpRequest) -> QuerySet[Withdrawal]:
        rows = super().get_queryset(request)
        is_list = getattr(request.resolver_match, "url_name", "").endswith("_changelist")
        return rows.defer("document") if is_list else rows

    def has_change_permission(self, request: HttpRequest, obj: Withdrawal | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Withdrawal | None = None) -> bool:
        return False

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        record = kwargs["obj"]
        context["document"] = readable(record.document)
        context["verdict"] = (
            ("holds" if withdrawals.holds(record) else "broken") if "check" in request.GET else ""
        )
        return super().render_change_form(request, context, *args, **kwargs)

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.download)
        own = path("<int:pk>/document.json", view, name="articles_withdrawal_document")
        return [own, *super().get_urls()]

    def download(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Send the document as it is sealed: the file's SHA-256 is the record's."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        record = get_object_or_404(self.get_queryset(request), pk=pk)
        response = HttpResponse(
            withdrawals.canonical(record.document), content_type="application/json"
        )
        name = f"go-bai-{record.article_id}-{record.pk}.json"
        response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
        response.headers["Cache-Control"] = "private, no-store"
        return response


def readable(document: dict[str, Any]) -> list[tuple[str, str]]:
    """Return a sealed document as labels and plain text, in the order in which it was read."""
    names = {
        "address": _("address"),
        "section": _("section"),
        "language": _("language"),
        "series": _("series"),
        "kicker": _("kicker"),
        "title": _("headline"),
        "dateline": _("dateline"),
        "lead": _("lead"),
        "body": _("body"),
        "authors": _("authors"),
        "byline_note": _("note to the byline"),
        "source": _("source"),
        "photos": _("photos"),
        "tags": _("keywords"),
        "corrections": _("corrections"),
        "published_at": _("published at"),
        "last_published_at": _("updated at"),
    }
    rows = [(label, _as_text(name, document.get(name))) for name, label in names.items()]
    return [(label, text) for label, text in rows if text]


def _said(moment: str) -> str:
    return format_datetime(datetime.fromisoformat(moment)) if moment else ""


def _as_text(name: str, value: Any) -> str:
    if name == "body":
        return plain_text(value or "")
    if name == "photos":
        return "\n".join(" – ".join(str(part) for part in use.values() if part) for use in value)
    if name == "corrections":
        return "\n".join(f"{_said(one['at'])}: {one['text']}" for one in value)
    if name.endswith("published_at"):
        return _said(value)
    return ", ".join(value) if isinstance(value, list) else str(value or "")
