"""The writer's and the editor's screen."""

from __future__ import annotations

from typing import Any

from csp.decorators import csp_update
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern
from django.utils.decorators import method_decorator
from django.utils.html import format_html
from django.utils.translation import gettext_lazy

from articles import revisions, workflow
from articles.admin import (
    checks,
    conversation,
    desks,
    history,
    linking,
    photouse,
    previewing,
    saving,
    steps,
    timing,
)
from articles.admin.contents import content_of_forms
from articles.admin.filters import SectionFilter, StateFilter
from articles.admin.inlines import BylineInline, CaptionInline, RevisionInline
from articles.admin.paging import CappedChangeList, CappedPaginator
from articles.admin.paste import paste_urls
from articles.admin.patience import all_patient
from articles.admin.relations import PlainRelationsMixin
from articles.admin.searching import FoldedSearchMixin
from articles.admin.staff import member
from articles.admin.steps import act
from articles.admin.uploads import prepare_uploads
from articles.ckeditor import EDITOR_CSP
from articles.forms.article import ArticleForm
from articles.models import Article
from articles.rules import Action
from articles.vietnamese.dates import format_datetime

# What else an article's page shows: each module gives ``urls(admin)`` for addresses below the
# article's list and ``context(request, article)`` for the page (``article`` is None on a new one).
# The text; then what stands beside it, the section above the byline and the rest below.
SCREENS = (saving, linking, photouse, checks, steps, history, previewing, timing, conversation)

HIDDEN = ("base", "session", "sequence")
FIELDSETS: list[Any] = [
    (None, {"fields": ["kicker", "title", "dateline", "lead", "body", *HIDDEN]}),
    (None, {"fields": ["section", "kind", "language", "series"]}),
    (None, {"fields": ["byline_note", "source", "keywords", "related"]}),
]


@admin.register(Article)
class ArticleAdmin(FoldedSearchMixin, PlainRelationsMixin, admin.ModelAdmin):
    form = ArticleForm
    inlines = [BylineInline, CaptionInline]
    list_display = ["headline", "section", "stage", "byline", "published", "changed"]
    list_filter = [StateFilter, SectionFilter, "changed_at"]
    search_help_text = gettext_lazy("Title, kicker or lead, with or without accents")
    list_select_related = ["section__parent"]
    list_per_page = 50
    list_max_show_all = 0
    paginator = CappedPaginator
    # By anything else the database would have to sort all that there is.
    sortable_by = ["changed"]
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    ordering = ["-changed_at", "-id"]
    autocomplete_fields = ["section", "series"]
    addable_relations = ("series",)
    change_form_template = "admin/articles/article_change_form.html"
    change_list_template = "admin/articles/article_change_list.html"

    # --- the list -------------------------------------------------------------------------------

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[CappedChangeList]:
        return CappedChangeList

    def get_queryset(self, request: HttpRequest) -> QuerySet[Article]:
        return workflow.visible_to(member(request)).defer("body").prefetch_related("authors")

    @admin.display(description=gettext_lazy("headline"), ordering="title")
    def headline(self, article: Article) -> str:
        return str(article)

    @admin.display(description=gettext_lazy("state"), ordering="state")
    def stage(self, article: Article) -> str:
        label = article.get_state_display()
        return format_html('<span class="state state--{}">{}</span>', article.state, label)

    @admin.display(description=gettext_lazy("authors"))
    def byline(self, article: Article) -> str:
        return ", ".join(author.name for author in article.authors.all())

    @admin.display(description=gettext_lazy("published at"), ordering="published_at")
    def published(self, article: Article) -> str:
        return format_datetime(article.published_at) if article.published_at else "–"

    @admin.display(description=gettext_lazy("changed at"), ordering="changed_at")
    def changed(self, article: Article) -> str:
        return format_datetime(article.changed_at)

    # --- who may --------------------------------------------------------------------------------

    def has_change_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        if obj is None:
            return super().has_change_permission(request)
        return workflow.may(member(request), Action.EDIT, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        """Keep what readers once had: it can be withdrawn; only what never was public goes."""
        if obj is not None and obj.live_revision_id is not None:
            return False
        return super().has_delete_permission(request, obj)

    # --- the form: from the newest revision, into the next one ----------------------------------

    def get_object(
        self, request: HttpRequest, object_id: str, from_field: str | None = None
    ) -> Article | None:
        """Return the live row; where it is about to be written, hold it until that is done."""
        article = super().get_object(request, object_id, from_field)
        if article is not None and request.method == "POST":
            try:
                revisions.lock(article)
            except Article.DoesNotExist:
                return None
        return article

    def get_fieldsets(self, request: HttpRequest, obj: Article | None = None) -> list[Any]:
        """Return the parts of the form; a page that is only read has nothing hidden in it."""
        if obj is None or self.has_change_permission(request, obj):
            return FIELDSETS
        return [
            (title, {"fields": [name for name in part["fields"] if name not in HIDDEN]})
            for title, part in FIELDSETS
        ]

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, str | list[str]]:
        from articles.models import Publication

        paper = Publication.objects.first()
        return {"dateline": paper.dateline if paper else ""}

    def get_formset_kwargs(
        self, request: HttpRequest, obj: Article, inline: Any, prefix: str
    ) -> dict[str, Any]:
        kwargs: dict[str, Any] = super().get_formset_kwargs(request, obj, inline, prefix)
        if request.method != "POST" and isinstance(inline, RevisionInline):
            kwargs["initial"] = inline.initial_rows(request, obj)
        return kwargs

    def save_model(self, request: HttpRequest, obj: Article, form: Any, change: bool) -> None:
        """Leave the row alone: ``save_related``, which has all the parts, saves a revision."""
        if not change:
            obj.created_by = member(request)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Keep what the forms hold as a revision: the newest, or beside it (see ``saving``)."""
        content = content_of_forms(form, formsets, member(request))
        saving.store(request, form, content)

    # --- what the buttons do --------------------------------------------------------------------

    def response_add(self, request: HttpRequest, obj: Article, *args: Any) -> HttpResponse:
        kept = saving.answer_aside(request, obj)
        return kept or act(request, obj) or super().response_add(request, obj, *args)

    def response_change(self, request: HttpRequest, obj: Article) -> HttpResponse:
        kept = saving.answer_aside(request, obj)
        return kept or act(request, obj) or super().response_change(request, obj)

    # --- pages ----------------------------------------------------------------------------------

    def get_urls(self) -> list[URLPattern]:
        own = [url for screen in SCREENS for url in screen.urls(self)]
        return all_patient([*own, *desks.urls(self), *paste_urls(self), *super().get_urls()])

    @method_decorator(csp_update(EDITOR_CSP))
    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, *args: Any, **kwargs: Any
    ) -> Any:
        prepare_uploads(request)
        view = super().changeform_view
        return saving.once(request, object_id, lambda pk: view(request, pk, *args, **kwargs))

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        for screen in SCREENS:
            context.update(screen.context(request, kwargs.get("obj")))
        return super().render_change_form(request, context, *args, **kwargs)
