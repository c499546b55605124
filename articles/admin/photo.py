"""The photo library."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import URLPattern, path
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from articles import arrivals, photorights, photosearch, photouses, renditions
from articles.admin import photofind
from articles.admin.library import LibraryChangeList, LibraryFilter
from articles.admin.paging import CappedPaginator
from articles.admin.photobatch import set_texts
from articles.admin.staff import member
from articles.admin.uploadpage import upload_urls
from articles.admin.uploads import prepare_uploads
from articles.committed import afterwards
from articles.forms.photos import PhotoForm
from articles.models import Photo
from articles.photorights import may_change

FOCUS = ("focus_x", "focus_y")
# A focal point moves by hundredths: what is less was not moved.
MOVED = 0.005
# Digits; what is longer no database holds as a number.
LONGEST_ID = 18


@admin.register(Photo)
class PhotoAdmin(admin.ModelAdmin):
    form = PhotoForm
    list_filter = [LibraryFilter]
    # The list has a template of its own; the admin wants to know what it searches.
    search_fields = ["folded"]
    search_help_text = gettext_lazy("Caption, credit, place, keyword… with or without accents")
    list_per_page = 60
    list_max_show_all = 0
    paginator = CappedPaginator
    ordering = ["-created_at", "-id"]
    sortable_by = ()
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    actions = [set_texts]
    # Behind the wall, where they stay in sight while something is chosen.
    actions_on_top = False
    actions_on_bottom = True
    change_list_template = "admin/articles/photo_change_list.html"
    change_form_template = "admin/articles/photo_change_form.html"
    delete_confirmation_template = "admin/articles/photo_delete.html"
    delete_selected_confirmation_template = "admin/articles/photo_delete_selected.html"

    # --- the list -------------------------------------------------------------------------------

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[LibraryChangeList]:
        return LibraryChangeList

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Photo], search_term: str
    ) -> tuple[QuerySet[Photo], bool]:
        """Search the library; where a photo is chosen from a list, words may be unfinished."""
        if not search_term.strip():
            return queryset, False
        is_choice = request.path.endswith("/autocomplete/")
        asked = photosearch.read(search_term, is_unfinished=is_choice)
        if not asked:
            return queryset.none(), False
        return queryset.filter(photosearch.Holds(asked)), False

    def response_action(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Do what was asked for with what was ticked, never with all that a search has found.

        A number that is none is nobody's tick.
        """
        ticked = request.POST.getlist(ACTION_CHECKBOX_NAME)
        is_all = request.POST.get("select_across", "0") != "0"
        if not is_all and all(map(_is_number, ticked)):
            return super().response_action(request, *args, **kwargs)
        messages.error(request, _("What was chosen is not in the library: choose again."))
        return None

    # --- who may --------------------------------------------------------------------------------

    def has_change_permission(self, request: HttpRequest, obj: Photo | None = None) -> bool:
        """Let reporters change their own photos until readers have them."""
        if obj is None or not super().has_change_permission(request, obj):
            return super().has_change_permission(request, obj)
        return may_change(member(request), obj)

    # --- one photo ------------------------------------------------------------------------------

    def get_urls(self) -> list[URLPattern]:
        card = path(
            "<int:photo_id>/card/",
            self.admin_site.admin_view(self.card_view),
            name="articles_photo_card",
        )
        return [card, *photofind.urls(self), *upload_urls(self), *super().get_urls()]

    def card_view(self, request: HttpRequest, photo_id: int) -> HttpResponse:
        """Show one photo as the article's screen does, for the row in which it is chosen."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        photo = get_object_or_404(Photo, pk=photo_id)
        return render(request, "admin/articles/photo_card.html", {"photo": photo})

    def get_object(self, request: HttpRequest, object_id: str, from_field: Any = None) -> Any:
        """Hold the photo where it is about to be written or deleted.

        Its file and its renditions may be changing: neither must be written back as they were.
        """
        if connection.in_atomic_block and request.method == "POST" and _is_number(object_id):
            list(Photo.objects.select_for_update().filter(pk=object_id).values_list("pk"))
        return super().get_object(request, object_id, from_field)

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        prepare_uploads(request)
        return super().changeform_view(request, *args, **kwargs)

    def get_fieldsets(self, request: HttpRequest, obj: Photo | None = None) -> list[Any]:
        """Return the parts of the form; a page that is only read has nothing to fill in."""
        may_write = obj is None or self.has_change_permission(request, obj)
        texts = [
            (_("What it shows"), {"fields": ["caption", "alt", "place", "taken_at", "keywords"]}),
            (_("Whose it is"), {"fields": ["credit", "photographer", "agency", "rights"]}),
        ]
        if not may_write:
            return texts
        focus = (_("Focal point"), {"fields": list(FOCUS), "classes": ["focus-fields"]})
        if obj is None:
            return [(None, {"fields": ["upload"]}), *texts, focus]
        replace = {"fields": ["upload"], "description": _what_replacing_does(obj)}
        return [focus, *texts, (_("Replace the picture"), replace)]

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        photo = kwargs.get("obj")
        if photo is not None:
            user = member(request)
            context["uses"] = photouses.uses_of([photo], user)
            context["may_download"] = photo.original and photorights.may_download(user, photo)
        return super().render_change_form(request, context, *args, **kwargs)

    def save_model(self, request: HttpRequest, obj: Photo, form: Any, change: bool) -> None:
        if not change:
            obj.uploaded_by = member(request)
        if prepared := form.cleaned_data.get("prepared"):
            with arrivals.no_files_left(prepared) as about_to_store:
                about_to_store(obj)
                renditions.store(obj, prepared, form.cleaned_data["upload"])
                super().save_model(request, obj, form, change)
            return
        super().save_model(request, obj, form, change)
        if change and (renditions.STATED & set(form.changed_data) or _has_moved(form)):
            renditions.restate(obj)

    # --- deleting -------------------------------------------------------------------------------

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """Refuse photos that any article uses, or needs for changes on their way to readers.

        What protects them is listed as far as who asks may know of it.
        """
        photos = list(objs)
        to_delete, counts, perms_needed, _protected = super().get_deleted_objects(photos, request)
        uses = photouses.uses_of(photos, member(request))
        return to_delete, counts, perms_needed, [uses] if uses else []

    def delete_model(self, request: HttpRequest, obj: Photo) -> None:
        super().delete_model(request, obj)
        afterwards(renditions.delete_files, obj.key, renditions.all_names(obj))

    @transaction.atomic
    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Photo]) -> None:
        photos = list(queryset.select_for_update(of=("self",)).order_by("pk"))
        super().delete_queryset(request, queryset)
        for photo in photos:
            afterwards(renditions.delete_files, photo.key, renditions.all_names(photo))


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) <= LONGEST_ID


def _has_moved(form: Any) -> bool:
    return any(abs(form.initial[name] - form.cleaned_data[name]) > MOVED for name in FOCUS)


def _what_replacing_does(photo: Photo) -> str:
    """Return what a new file means, as HTML."""
    text = _("The photo keeps its texts and its place in every article.")
    if number := photouses.readers_of(photo):
        text += (
            " "
            + ngettext(
                "Readers of %d article will see the new picture.",
                "Readers of %d articles will see the new picture.",
                number,
            )
            % number
        )
    return format_html("<p>{}</p>", text)
