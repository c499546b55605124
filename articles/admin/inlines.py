"""The parts of an article's screen that are lists: byline and photos."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from articles.forms import BylineForm, BylineFormSet, CaptionForm, CaptionFormSet
from articles.models import Article, Byline, PhotoCaption
from articles.revisions import Content


class RevisionInline(admin.options.InlineModelAdmin):
    """Rows of the newest revision. Whoever may change the article may change them."""

    def initial_rows(self, content: Content) -> list[dict[str, Any]]:
        raise NotImplementedError

    def has_add_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        return True

    def has_change_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        return True

    def has_delete_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        return True

    def has_view_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        return True


class BylineInline(RevisionInline, admin.TabularInline):
    model = Byline
    form = BylineForm
    formset = BylineFormSet
    autocomplete_fields = ["author"]
    verbose_name_plural = Byline._meta.verbose_name_plural

    def initial_rows(self, content: Content) -> list[dict[str, Any]]:
        return [{"author": pk} for pk in content.authors]


class CaptionInline(RevisionInline, admin.StackedInline):
    model = PhotoCaption
    form = CaptionForm
    formset = CaptionFormSet
    autocomplete_fields = ["photo"]

    def initial_rows(self, content: Content) -> list[dict[str, Any]]:
        return [
            {
                "photo": use.photo,
                "caption": use.caption,
                "alt": use.alt,
                "placement": use.placement,
            }
            for use in content.photos
        ]
