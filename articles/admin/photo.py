"""The photo library."""

from functools import partial
from typing import Any, ClassVar

from django.contrib import admin
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from articles import renditions
from articles.admin.searching import FoldedSearchMixin
from articles.admin.staff import member
from articles.forms import PhotoForm
from articles.models import Photo, PhotoCaption


@admin.display(description=_("picture"))
def thumbnail(photo: Photo) -> str:
    """Return an ``img`` of the photo's smallest rendition, or a dash where it has no file."""
    if not photo.has_file:
        return "–"
    return format_html(
        '<img class="thumbnail" src="{}" alt="" loading="lazy">', photo.url(photo.widths[0], "webp")
    )


class UseInline(admin.TabularInline):
    """The articles that use the photo; read only."""

    model = PhotoCaption
    verbose_name_plural = _("used in")
    fields: ClassVar[Any] = ["article", "caption", "alt", "placement"]
    readonly_fields: ClassVar[Any] = fields
    extra = 0
    can_delete = False

    def has_add_permission(self, request: HttpRequest, obj: Photo | None = None) -> bool:
        return False

    def has_view_permission(self, request: HttpRequest, obj: Photo | None = None) -> bool:
        return True

    def get_queryset(self, request: HttpRequest) -> QuerySet[PhotoCaption]:
        return super().get_queryset(request).select_related("article")


@admin.register(Photo)
class PhotoAdmin(FoldedSearchMixin, admin.ModelAdmin):
    form = PhotoForm
    inlines = [UseInline]
    list_display = [thumbnail, "__str__", "credit", "place", "created_at"]
    list_display_links = [thumbnail, "__str__"]
    list_filter = ["created_at"]
    list_per_page = 50
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    readonly_fields = ["large"]

    @admin.display(description=_("picture"))
    def large(self, photo: Photo) -> str:
        return thumbnail(photo)

    def get_readonly_fields(self, request: HttpRequest, obj: Photo | None = None) -> list[str]:
        return ["large"] if obj else []

    def get_fields(self, request: HttpRequest, obj: Photo | None = None) -> Any:
        fields = ["upload", *PhotoForm.Meta.fields]
        return ["large", *fields] if obj else fields

    def get_inlines(self, request: HttpRequest, obj: Photo | None) -> list[Any]:
        return [UseInline] if obj else []

    def save_model(self, request: HttpRequest, obj: Photo, form: Any, change: bool) -> None:
        if not change:
            obj.uploaded_by = member(request)
        picture = getattr(form, "picture", None)
        if picture is not None:
            renditions.store(obj, renditions.encode(picture), sha256=form.sha256)
        super().save_model(request, obj, form, change)

    def delete_model(self, request: HttpRequest, obj: Photo) -> None:
        super().delete_model(request, obj)
        transaction.on_commit(partial(renditions.delete_files, obj))

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Photo]) -> None:
        photos = list(queryset)
        super().delete_queryset(request, queryset)
        for photo in photos:
            transaction.on_commit(partial(renditions.delete_files, photo))
