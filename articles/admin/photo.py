"""The photo library."""

from functools import partial
from typing import Any, ClassVar

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from articles import renditions, revisions, workflow
from articles.admin.searching import FoldedSearchMixin
from articles.admin.staff import member
from articles.admin.uploadpage import upload_urls
from articles.admin.uploads import prepare_uploads
from articles.forms.photos import PhotoForm
from articles.models import Article, Photo, PhotoCaption
from articles.photorights import may_change
from articles.templatetags import desk

LARGE = 800


@admin.display(description=_("picture"))
def thumbnail(photo: Photo) -> str:
    return desk.thumbnail(photo)


class UseInline(admin.TabularInline):
    """The articles that use the photo; read only."""

    model = PhotoCaption
    verbose_name_plural = _("used in")
    fields: ClassVar[Any] = ["used_in", "caption", "alt", "placement"]
    readonly_fields: ClassVar[Any] = fields
    extra = 0
    can_delete = False

    @admin.display(description=_("article"))
    def used_in(self, use: PhotoCaption) -> str:
        url = reverse("admin:articles_article_change", args=[use.article_id])
        return format_html('<a href="{}">{}</a>', url, use.article)

    def has_add_permission(self, request: HttpRequest, obj: Photo | None = None) -> bool:
        return False

    def has_view_permission(self, request: HttpRequest, obj: Photo | None = None) -> bool:
        return True

    def get_queryset(self, request: HttpRequest) -> QuerySet[PhotoCaption]:
        """Leave out articles that this person may not open: a draft's headline is a secret."""
        uses: QuerySet[PhotoCaption] = super().get_queryset(request)
        visible = workflow.visible_to(member(request)).values("pk")
        public = Article.objects.public().values("pk")
        return uses.filter(Q(article__in=visible) | Q(article__in=public)).select_related("article")


@admin.register(Photo)
class PhotoAdmin(FoldedSearchMixin, admin.ModelAdmin):
    form = PhotoForm
    inlines = [UseInline]
    list_display = [thumbnail, "__str__", "credit", "place", "created_at"]
    list_display_links = [thumbnail, "__str__"]
    list_filter = ["created_at"]
    search_help_text = _("Caption, alternative text, credit or place, with or without accents")
    list_per_page = 50
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    readonly_fields = ["large"]

    @admin.display(description=_("picture"))
    def large(self, photo: Photo) -> str:
        if not photo.has_file:
            return thumbnail(photo)
        width = min([w for w in photo.widths if w >= LARGE], default=max(photo.widths))
        return format_html(
            '<img class="photo-large" src="{}" width="{}" height="{}" alt="{}">',
            *(photo.url(width, "webp"), photo.width, photo.height, photo.alt),
        )

    def get_urls(self) -> list[URLPattern]:
        card = path(
            "<int:photo_id>/card/",
            self.admin_site.admin_view(self.card_view),
            name="articles_photo_card",
        )
        return [card, *upload_urls(self), *super().get_urls()]

    def card_view(self, request: HttpRequest, photo_id: int) -> HttpResponse:
        """Show one photo as the article's screen does, for the row in which it is chosen."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        photo = get_object_or_404(Photo, pk=photo_id)
        return render(request, "admin/articles/photo_card.html", {"photo": photo})

    def has_change_permission(self, request: HttpRequest, obj: Photo | None = None) -> bool:
        may = super().has_change_permission(request, obj)
        return may and (obj is None or may_change(member(request), obj))

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        prepare_uploads(request)
        return super().changeform_view(request, *args, **kwargs)

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
        if prepared := form.cleaned_data.get("prepared"):
            renditions.store(obj, prepared, form.cleaned_data["upload"])
        super().save_model(request, obj, form, change)

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """Refuse photos that changes on their way to readers need, as those of live articles."""
        to_delete, counts, perms_needed, protected = super().get_deleted_objects(objs, request)
        waiting = revisions.photos_waiting()
        protected = [*protected, *(str(photo) for photo in objs if photo.pk in waiting)]
        return to_delete, counts, perms_needed, protected

    def delete_model(self, request: HttpRequest, obj: Photo) -> None:
        super().delete_model(request, obj)
        transaction.on_commit(partial(renditions.delete_files, obj.key, renditions.all_names(obj)))

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Photo]) -> None:
        photos = list(queryset)
        super().delete_queryset(request, queryset)
        for photo in photos:
            names = renditions.all_names(photo)
            transaction.on_commit(partial(renditions.delete_files, photo.key, names))
