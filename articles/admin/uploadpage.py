"""The page “Upload photos”, and the texts that are written on it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from importlib.util import find_spec
from typing import Any
from uuid import UUID

from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from articles import arrivals, uploads
from articles.admin import phototexts, uploading
from articles.admin.photocards import card
from articles.admin.staff import member
from articles.admin.uploading import address_of, answering, preview, record, told
from articles.admin.uploadtexts import texts
from articles.arrivals import Outcome
from articles.forms.phototexts import PhotoTextsForm
from articles.models import Photo
from articles.photorights import may_change

FOR_ALL = ("credit", "photographer", "place", "keywords")


@dataclass(frozen=True)
class Line:
    """What became of one file, as the page without scripts says it."""

    name: str
    outcome: Outcome | None = None
    error: str = ""
    twins: tuple[dict[str, Any], ...] = ()
    picture: dict[str, Any] | None = None


def upload_urls(admin: ModelAdmin[Photo]) -> list[URLPattern]:
    """Return the addresses below the library's; they must come before ``<path:object_id>/``."""
    view = admin.admin_site.admin_view(partial(page, admin=admin))
    begin, going_on = answering(admin, uploading.begin), answering(admin, uploading.upload)
    return [
        path("upload/", view, name="articles_photo_upload_page"),
        path("uploads/", begin, name="articles_photo_uploads"),
        path("uploads/<uuid:upload_id>/", going_on, name="articles_photo_upload"),
        path("<int:photo_id>/texts/", answering(admin, write_texts), name="articles_photo_texts"),
    ]


@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, *, admin: ModelAdmin[Photo]) -> HttpResponse:
    """Show the page; by POST take files that come at once, each for itself."""
    if not admin.has_add_permission(request):
        raise PermissionDenied
    lines = _taken(admin, request) if request.method == "POST" else []
    form = PhotoTextsForm(auto_id=False)
    context = {
        **admin.admin_site.each_context(request),
        "title": _("Upload photos"),
        "opts": Photo._meta,
        "lines": lines,
        "form": form,
        "for_all": [form[name] for name in FOR_ALL],
        "accept": _accept(),
        "uploading": _data(request),
    }
    return TemplateResponse(request, "admin/articles/upload_page.html", context)


def _accept() -> str:
    """Return what the page asks for: phones that are not asked for HEIC send JPEG instead."""
    return "image/*,.heic,.heif" if find_spec("pillow_heif") else "image/*"


def _data(request: HttpRequest) -> dict[str, Any]:
    user = member(request)
    begun = [
        {
            **{"address": address_of(one), "name": one.name, "state": one.state},
            **{"size": one.size, "received": one.received},
        }
        for one in uploads.open_uploads(user)
    ]
    address = reverse("admin:articles_photo_uploads")
    return {"address": address, "writer": user.pk, "begun": begun, "texts": texts()}


def _taken(admin: ModelAdmin[Photo], request: HttpRequest) -> list[Line]:
    if "choice" in request.POST:
        return [_line(admin, request, "", partial(_chosen, request))]
    user = member(request)
    files = request.FILES.getlist("files")
    if not files:
        return [Line("", error=_("Choose the files that are to be sent."))]
    return [
        _line(admin, request, file.name or "", partial(arrivals.take_whole, user, file))
        for file in files
    ]


def _chosen(request: HttpRequest) -> Outcome:
    try:
        upload_id = UUID(request.POST.get("upload", ""))
    except ValueError:
        raise uploads.gone() from None
    return arrivals.choose(uploads.find(member(request), upload_id), request.POST["choice"])


def _line(admin: ModelAdmin[Photo], request: HttpRequest, name: str, take: Any) -> Line:
    try:
        outcome: Outcome = take()
    except uploads.Refused as refused:
        return Line(uploads.tidy_name(name) if name else "", error=str(refused))
    record(admin, request, outcome)
    user = member(request)
    twins = tuple({**card(one), "may_change": may_change(user, one)} for one in outcome.twins)
    picture = card(outcome.photo) if outcome.photo else preview(outcome.prepared)
    return Line(outcome.upload.name, outcome, twins=twins, picture=picture)


@require_POST
def write_texts(request: HttpRequest, photo_id: int, *, admin: ModelAdmin[Photo]) -> HttpResponse:
    """Keep what was written of a photo: the fields that are sent, all of them or none."""
    form = phototexts.write(admin, request, photo_id, PhotoTextsForm)
    if form.errors:
        return JsonResponse({"errors": form.errors}, status=422)
    return JsonResponse(told(request, form.instance))
