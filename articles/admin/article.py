"""The writer's and the editor's screen."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from csp.decorators import csp_update
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import renditions, revisions, workflow
from articles.admin.filters import SectionFilter
from articles.admin.inlines import BylineInline, CaptionInline, RevisionInline
from articles.admin.paste import paste_urls
from articles.admin.relations import PlainRelationsMixin
from articles.admin.searching import FoldedSearchMixin
from articles.admin.staff import member
from articles.admin.uploads import prepare_uploads
from articles.ckeditor import EDITOR_CSP
from articles.forms.article import ActionForm, ArticleForm
from articles.models import Article, Photo
from articles.page import page_of_content
from articles.requirements import NotReady
from articles.revisions import SCALARS, Content, PhotoUse
from articles.vietnamese.dates import format_datetime
from articles.workflow import Action, NotAllowed

if TYPE_CHECKING:
    from newsroom.models import User

# The text; then what stands beside it, the section above the byline and the rest below.
FIELDSETS: list[Any] = [
    (None, {"fields": ["kicker", "title", "dateline", "lead", "body", "base"]}),
    (None, {"fields": ["section"]}),
    (None, {"fields": ["byline_note", "source", "keywords"]}),
]


@admin.register(Article)
class ArticleAdmin(FoldedSearchMixin, PlainRelationsMixin, admin.ModelAdmin):
    form = ArticleForm
    fieldsets = FIELDSETS
    inlines = [BylineInline, CaptionInline]
    list_display = ["headline", "section", "stage", "byline", "published", "changed"]
    list_filter = ["state", SectionFilter, "changed_at"]
    search_help_text = gettext_lazy("Title, kicker or lead, with or without accents")
    list_select_related = ["section__parent"]
    list_per_page = 50
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    ordering = ["-changed_at", "-id"]
    autocomplete_fields = ["section"]
    change_form_template = "admin/articles/article_change_form.html"
    change_list_template = "admin/articles/article_change_list.html"

    # --- the list -------------------------------------------------------------------------------

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
            revisions.lock(article)
        return article

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
        rows = {formset.prefix: formset.rows() for formset in formsets}
        data = form.cleaned_data
        content = Content(
            **{name: data[name] for name in SCALARS},
            section=data["section"].pk if data["section"] else None,
            authors=tuple(row["author"].pk for row in rows["bylines"] if row.get("author")),
            photos=tuple(_photo_use(row, member(request)) for row in rows["captions"]),
            tags=tuple(data["keywords"]),
        )
        revisions.save(form.instance, content, by=member(request))

    # --- what the buttons do --------------------------------------------------------------------

    def response_add(self, request: HttpRequest, obj: Article, *args: Any) -> HttpResponse:
        return self._act(request, obj) or super().response_add(request, obj, *args)

    def response_change(self, request: HttpRequest, obj: Article) -> HttpResponse:
        return self._act(request, obj) or super().response_change(request, obj)

    def _act(self, request: HttpRequest, article: Article) -> HttpResponse | None:
        """Do what the pressed workflow button says; the text is saved whatever comes of it."""
        name = request.POST.get("_do")
        if not name:
            return None
        here = reverse("admin:articles_article_change", args=[article.pk])
        form = ActionForm(request.POST)
        if name == "preview":
            return HttpResponseRedirect(
                reverse("admin:articles_article_preview", args=[article.pk])
            )
        if name not in set(Action) or not form.is_valid():
            for errors in form.errors.values():
                messages.error(request, " ".join(str(error) for error in errors))
            return HttpResponseRedirect(here)
        try:
            self._do(Action(name), article, request, form.cleaned_data)
        except NotReady as error:
            for problem in error.problems:
                messages.error(request, problem.text)
            messages.warning(request, _("The text is saved; it is not published."))
        except NotAllowed as error:
            messages.error(request, str(error))
        return HttpResponseRedirect(here)

    def _do(
        self, action: Action, article: Article, request: HttpRequest, data: dict[str, Any]
    ) -> None:
        if action is Action.PUBLISH:
            workflow.publish(article, by=member(request), at=data["publish_at"])
        else:
            workflow.move(article, action, by=member(request), reason=data["reason"])
        messages.success(request, _("Done. The article is now: %s.") % article.get_state_display())

    # --- pages ----------------------------------------------------------------------------------

    def get_urls(self) -> list[URLPattern]:
        preview = path(
            "<int:article_id>/preview/",
            self.admin_site.admin_view(self.preview_view),
            name="articles_article_preview",
        )
        return [preview, *paste_urls(self), *super().get_urls()]

    @method_decorator(csp_update(EDITOR_CSP))
    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        prepare_uploads(request)
        return super().changeform_view(request, *args, **kwargs)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        article = kwargs.get("obj")
        actions = workflow.actions_for(member(request), article) if article else []
        context["workflow_actions"] = [
            (action.value, workflow.RULES[action]) for action in actions if action != Action.EDIT
        ]
        context["action_form"] = ActionForm(initial={"publish_at": _time_to_offer(article)})
        if not any(workflow.RULES[action].needs_reason for action in actions):
            del context["action_form"].fields["reason"]
        context["transitions"] = (
            list(article.transitions.select_related("made_by")) if article else []
        )
        return super().render_change_form(request, context, *args, **kwargs)

    def preview_view(self, request: HttpRequest, article_id: int) -> HttpResponse:
        """Show the newest revision as readers would see it."""
        articles = workflow.visible_to(member(request)).select_related("newest_revision")
        article = get_object_or_404(articles, pk=article_id)
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        page = page_of_content(article, revisions.newest_content(article))
        context = {"page": page, "preview": True}
        response = render(request, "articles/article_detail.html", context)
        response.headers["Cache-Control"] = "private, no-store"
        return response


def _time_to_offer(article: Article | None) -> datetime | None:
    """Return the time that stands beside the button: what the text or its schedule says.

    Once readers have the article its first time stays, and there is none to choose.
    """
    if article is None or article.published_at is None:
        return None
    waits = article.live_revision_id is None or article.published_at > timezone.now()
    return article.published_at if waits else None


def _photo_use(row: dict[str, Any], user: User) -> PhotoUse:
    """Return one row of the photos' formset as a revision's; a new photo is stored first.

    Raises:
        PermissionDenied: ``user`` may not add photos.
    """
    photo = row.get("photo")
    if photo is None:
        if not user.has_perm("articles.add_photo"):
            raise PermissionDenied
        photo = Photo(
            caption=row["caption"], alt=row["alt"], credit=row["credit"], uploaded_by=user
        )
        prepared = row["prepared"]
        renditions.store(photo, prepared.encoded, sha256=prepared.sha256)
        photo.save()
    return PhotoUse(
        photo=photo.pk,
        caption=row["caption"] or photo.caption,
        alt=row["alt"] or photo.alt,
        placement=row["placement"],
    )
