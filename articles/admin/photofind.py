"""What scripts and downloads ask of the library: photos found, names, the file as it came."""

from __future__ import annotations

from functools import partial
from typing import Any, Final

from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.core.files.storage import default_storage
from django.http import (
    FileResponse,
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    JsonResponse,
)
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles import library, photosearch, renditions
from articles.admin.photocards import card
from articles.admin.staff import member
from articles.library import Wanted
from articles.models import Photo
from articles.photorights import may_download
from articles.querysets import InvalidCursor
from articles.views.photos import unavailable

PRIVATE: Final = {"Cache-Control": "private, no-store", "X-Content-Type-Options": "nosniff"}


def urls(admin: ModelAdmin[Photo]) -> list[URLPattern]:
    def wrapped(view: Any) -> Any:
        return admin.admin_site.admin_view(require_safe(partial(view, admin=admin)))

    return [
        path("find/", wrapped(find), name="articles_photo_find"),
        path("names/", wrapped(names), name="articles_photo_names"),
        path("<int:photo_id>/original/", wrapped(original), name="articles_photo_original"),
    ]


def find(request: HttpRequest, *, admin: ModelAdmin[Photo]) -> HttpResponse:
    """Answer with the newest photos that are wanted: ``?q=&after=&mine=1&shape=``.

    ``{"photos": [card, …], "next": place or null}``; the last word of ``q`` may be unfinished.
    """
    _ask_for_view(request, admin)
    text, shape = request.GET.get("q", ""), request.GET.get("shape", "")
    wanted = Wanted(
        text=text,
        asked=photosearch.read(text, is_unfinished=True),
        shape=shape if shape in Photo.Shape.values else "",
        uploaded_by=member(request) if request.GET.get("mine") == "1" else None,
    )
    photos = library.narrowed(Photo.objects.all(), wanted)
    try:
        found, following = library.page(photos, after=request.GET.get("after", ""))
    except InvalidCursor:
        return _answer({"error": _("There is no such page of photos.")}, status=400)
    return _answer({"photos": [card(photo) for photo in found], "next": following})


def names(request: HttpRequest, *, admin: ModelAdmin[Photo]) -> HttpResponse:
    """Answer with photographers' names that have ``?q=`` in them: ``{"names": [name, …]}``."""
    _ask_for_view(request, admin)
    return _answer({"names": library.names(request.GET.get("q", "")[:120])})


def original(
    request: HttpRequest, photo_id: int, *, admin: ModelAdmin[Photo]
) -> FileResponse | HttpResponse:
    """Send the file as it came, to be stored and never to be shown.

    Raises:
        Http404: there is no such photo, or it has no file.
    """
    _ask_for_view(request, admin)
    photo = get_object_or_404(Photo, pk=photo_id)
    if not may_download(member(request), photo):
        raise PermissionDenied
    if not photo.original:
        raise Http404
    try:
        file = default_storage.open(f"{renditions.folder(photo.key)}/{photo.original}")
    except FileNotFoundError as error:
        raise Http404 from error
    except OSError:  # the disk, or what stands for it, does not answer
        return unavailable()
    name = f"photo-{photo.pk}.{photo.original.rpartition('.')[2]}"
    response = FileResponse(
        file, as_attachment=True, filename=name, content_type="application/octet-stream"
    )
    _make_private(response)
    return response


def _ask_for_view(request: HttpRequest, admin: ModelAdmin[Photo]) -> None:
    if not admin.has_view_permission(request):
        raise PermissionDenied


def _answer(data: dict[str, Any], status: int = 200) -> HttpResponse:
    response = JsonResponse(data, status=status)
    _make_private(response)
    return response


def _make_private(response: HttpResponseBase) -> None:
    for name, value in PRIVATE.items():
        response.headers[name] = value
