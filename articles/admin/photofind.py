"""Stand-in for the library's search and the uploads, until theirs are here."""

from __future__ import annotations

from typing import Any

from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, JsonResponse
from django.urls import URLPattern, path
from django.views.decorators.http import require_POST, require_safe

from articles import renditions
from articles.admin.photocards import card
from articles.admin.staff import member
from articles.models import Photo
from articles.vietnamese.text import fold

PAGE = 24


def urls(admin: ModelAdmin[Photo]) -> list[URLPattern]:
    @require_safe
    def find(request: HttpRequest) -> JsonResponse:
        if not admin.has_view_permission(request):
            raise PermissionDenied
        photos = Photo.objects.order_by("-id")
        for word in fold(request.GET.get("q", "")).split():
            photos = photos.filter(folded__contains=word)
        if request.GET.get("mine"):
            photos = photos.filter(uploaded_by=member(request))
        after = request.GET.get("after", "")
        if after.isascii() and after.isdecimal():
            photos = photos.filter(pk__lt=int(after[:15]))
        rows = list(photos[: PAGE + 1])
        more = str(rows[PAGE - 1].pk) if len(rows) > PAGE else None
        return JsonResponse({"photos": [card(one) for one in rows[:PAGE]], "next": more})

    @require_POST
    def uploads(request: HttpRequest) -> JsonResponse:
        if not admin.has_add_permission(request):
            raise PermissionDenied
        upload = request.FILES.get("file")
        if upload is None:
            return JsonResponse({"error": "?"}, status=422)
        try:
            prepared = renditions.prepare(upload)
        except renditions.UnusableImage as error:
            return JsonResponse({"error": str(error)}, status=422)
        known = Photo.objects.filter(sha256=prepared.sha256).first()
        photo = known or Photo(uploaded_by=member(request))
        if known is None:
            renditions.store(photo, prepared, upload)
            photo.save()
        answer: dict[str, Any] = {"state": "known" if known else "done", "photo": card(photo)}
        return JsonResponse(answer)

    def wrap(view: Any) -> Any:
        return admin.admin_site.admin_view(view)

    return [
        path("find/", wrap(find), name="articles_photo_find"),
        path("uploads/", wrap(uploads), name="articles_photo_uploads"),
    ]
