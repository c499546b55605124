"""The parts of an article's screen that are lists: byline and photos."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from articles import revisions
from articles.admin.relations import PlainRelationsMixin
from articles.content import Content
from articles.forms.photos import CaptionForm, CaptionFormSet
from articles.forms.rows import BylineForm, BylineFormSet
from articles.models import Article, Author, Byline, PhotoCaption


class RevisionInline(PlainRelationsMixin, admin.options.InlineModelAdmin):
    """Rows of the newest revision. Whoever may change the article may change them."""

    def rows_of(self, content: Content) -> list[dict[str, Any]]:
        """Return the form's initial data for each row of ``content``."""
        raise NotImplementedError

    def initial_rows(self, request: HttpRequest, obj: Article | None) -> list[dict[str, Any]]:
        if obj is not None and obj.pk:
            return self.rows_of(revisions.newest_content(obj))
        # A new article is signed with the writer's first pen name.
        authors = Author.objects.filter(user=request.user.pk).values_list("pk", flat=True)[:1]
        return self.rows_of(Content(authors=tuple(authors)))

    def get_extra(self, request: HttpRequest, obj: Article | None = None, **kwargs: Any) -> int:
        """Return a row for each that there is, or one empty row."""
        return max(1, len(self.initial_rows(request, obj)))

    def has_add_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        return True

    def has_change_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        return True

    def has_delete_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        return True

    def has_view_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        return True


class BylineInline(RevisionInline, admin.StackedInline):
    model = Byline
    template = "admin/articles/bylines.html"
    addable_relations = ("author",)
    form = BylineForm
    formset = BylineFormSet
    autocomplete_fields = ["author"]
    verbose_name_plural = Byline._meta.verbose_name_plural

    def rows_of(self, content: Content) -> list[dict[str, Any]]:
        return [{"author": pk} for pk in content.authors]


class CaptionInline(RevisionInline, admin.StackedInline):
    model = PhotoCaption
    template = "admin/articles/captions.html"
    form = CaptionForm
    formset = CaptionFormSet
    fields = ["photo", "upload", "credit", "caption", "alt", "placement"]
    autocomplete_fields = ["photo"]

    def rows_of(self, content: Content) -> list[dict[str, Any]]:
        return [
            {
                "photo": use.photo,
                "caption": use.caption,
                "alt": use.alt,
                "placement": use.placement,
            }
            for use in content.photos
        ] or [{"placement": PhotoCaption.Placement.LEAD}]
