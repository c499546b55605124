"""Photos while somebody writes: what the editor shows of them, and saying whose they are."""

from __future__ import annotations

from typing import Any, Final

from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from articles.admin import phototexts
from articles.admin.photocards import card
from articles.admin.photouse_texts import texts
from articles.admin.uploading import refusal
from articles.forms.choices import row_ids
from articles.forms.describing import DescribeForm
from articles.models import Article, Photo
from articles.uploads import Refused

# Photos that one request may ask for; the scripts ask again for the rest.
MOST: Final = 200


def urls(admin: ModelAdmin[Article]) -> list[URLPattern]:
    site = admin.admin_site

    @never_cache
    @require_safe
    def cards(request: HttpRequest) -> JsonResponse:
        """Return the photos that ``?ids=1,2,3`` names, and the ids of those that are gone."""
        if not site.get_model_admin(Photo).has_view_permission(request):
            raise PermissionDenied
        asked = row_ids(request.GET.get("ids", "").split(",", MOST)[:MOST])
        ids = {int(text) for text in asked}
        photos = Photo.objects.in_bulk(ids)
        found = [card(photo) for photo in photos.values()]
        return JsonResponse({"photos": found, "gone": sorted(ids - set(photos))})

    @never_cache
    @require_POST
    def describe(request: HttpRequest, photo_id: int) -> JsonResponse:
        """Put what was sent of credit, photographer, caption and alternative text on a photo."""
        photos = site.get_model_admin(Photo)
        if not photos.has_view_permission(request):
            raise PermissionDenied
        photo = get_object_or_404(Photo, pk=photo_id)
        if not photos.has_change_permission(request, photo):
            text = _("Only who uploaded this photo, or an editor, can say whose it is.")
            return refusal(403, text)
        try:
            form = phototexts.write(photos, request, photo_id, DescribeForm)
        except Refused as refused:
            return refusal(refused.status, str(refused))
        if form.errors:
            text = " ".join(str(one) for errors in form.errors.values() for one in errors)
            return refusal(422, text)
        return JsonResponse({"photo": card(form.instance)})

    return [
        path("photos/cards/", site.admin_view(cards), name="articles_photo_cards"),
        path(
            "photos/<int:photo_id>/describe/",
            site.admin_view(describe),
            name="articles_photo_describe",
        ),
    ]


def context(request: HttpRequest, article: Article | None) -> dict[str, Any]:
    """Return what the scripts in ``static/newsphoto/`` need to know."""
    addresses = {
        "find": reverse("admin:articles_photo_find"),
        "uploads": reverse("admin:articles_photo_uploads"),
        "cards": reverse("admin:articles_photo_cards"),
        "describe": reverse("admin:articles_photo_describe", args=[0]),
    }
    return {"newsphoto": {"addresses": addresses, "texts": texts()}}
