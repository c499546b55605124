"""The addresses to which files are sent in pieces: tus 1.0 in spirit, answers in JSON."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.contrib.admin import ModelAdmin
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseRedirect,
    JsonResponse,
    UnreadablePostError,
)
from django.middleware.csrf import get_token
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods

from articles import arrivals, uploads
from articles.admin.photocards import card
from articles.admin.staff import member
from articles.arrivals import Outcome
from articles.forms.phototexts import PhotoTextsForm
from articles.models import Photo, PhotoUpload
from articles.photorights import may_change
from articles.renditions import Prepared

PIECE_TYPE = "application/offset+octet-stream"
MOST_JSON_BYTES = 64 * 1024
READ_BYTES = 64 * 1024

View = Callable[..., HttpResponse]


def answering(admin: ModelAdmin[Photo], view: View) -> View:
    """Let ``view`` answer a script: in JSON, also to somebody who is not signed in (any more)."""

    @never_cache
    @csrf_protect
    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not admin.admin_site.has_permission(request):
            return refusal(401, _("You are not signed in any more."))
        if not admin.has_add_permission(request):
            return refusal(403, _("You may not add photos."))
        try:
            return view(request, *args, admin=admin, **kwargs)
        except uploads.Refused as refused:
            return refusal(refused.status, str(refused))
        except uploads.WrongOffset as wrong:
            text = _("The file goes on at another place.")
            return _at(wrong.offset, refusal(409, text, offset=wrong.offset))

    return answer


def refusal(status: int, sentence: str, **more: Any) -> JsonResponse:
    return JsonResponse({"error": sentence, **more}, status=status)


def _at(offset: int, response: HttpResponse) -> HttpResponse:
    response.headers["Upload-Offset"] = str(offset)
    return response


@require_http_methods(["GET", "POST"])
def begin(request: HttpRequest, *, admin: ModelAdmin[Photo]) -> HttpResponse:
    """Make room for a file (POST); say who is signed in, with a token that is good (GET).

    Who comes here in a browser is sent to the page for people.
    A page that says who its ``writer`` is never sends in another's name.
    """
    user = member(request)
    if request.method == "GET" and "text/html" in request.headers.get("Accept", ""):
        return HttpResponseRedirect(reverse("admin:articles_photo_upload_page"))
    if request.method == "GET":
        return JsonResponse({"user": user.pk, "token": get_token(request)})
    sent = _json(request)
    if sent.get("writer", user.pk) != user.pk:
        raise uploads.Refused(401, _("Somebody else has signed in in this browser."))
    name, size = sent.get("name"), sent.get("size")
    if not isinstance(name, str) or not isinstance(size, int) or isinstance(size, bool):
        raise uploads.Refused(400, _("Load the page again: it is out of date."))
    begun = uploads.begin(user, name=name, size=size)
    address = address_of(begun)
    answer = {"id": str(begun.pk), "address": address, "offset": 0}
    response = JsonResponse(answer, status=201, headers={"Location": address})
    return _at(0, response)


@require_http_methods(["HEAD", "PATCH", "POST", "DELETE"])
def upload(request: HttpRequest, upload_id: UUID, *, admin: ModelAdmin[Photo]) -> HttpResponse:
    """Say how far a file has come, take its next piece, what is to be done with it, or its end."""
    own = uploads.find(member(request), upload_id)
    if request.method == "HEAD":
        response = HttpResponse(headers={"Upload-Length": str(own.size)})
        return _at(own.received, response)
    if request.method == "DELETE":
        uploads.forget(own)
        return HttpResponse(status=204)
    if request.method == "POST":
        return _outcome(admin, request, arrivals.choose(own, str(_json(request).get("choice"))))
    own = uploads.take_piece(own, *_piece(request))
    if own.received < own.size:
        return _at(own.received, JsonResponse({"offset": own.received}))
    return _at(own.received, _outcome(admin, request, arrivals.finish(own)))


def address_of(one: PhotoUpload) -> str:
    return reverse("admin:articles_photo_upload", args=[one.pk])


def _json(request: HttpRequest) -> dict[str, Any]:
    if request.content_type != "application/json":
        raise uploads.Refused(415, "application/json")
    if _length(request) > MOST_JSON_BYTES:
        raise uploads.Refused(413, _("The name of the file is too long."))
    try:
        sent = json.loads(request.body)
    except (ValueError, RecursionError):
        sent = None
    if not isinstance(sent, dict):
        raise uploads.Refused(400, _("Load the page again: it is out of date."))
    return sent


def _length(request: HttpRequest) -> int:
    # The middleware has refused what is no number.
    return int(request.META.get("CONTENT_LENGTH") or 0)


def _piece(request: HttpRequest) -> tuple[int, bytes]:
    """Return where a piece goes on, and as many of its bytes as the line let through."""
    length = _length(request)
    if length and request.content_type != PIECE_TYPE:
        raise uploads.Refused(415, PIECE_TYPE)
    offset = request.headers.get("Upload-Offset", "")
    if not (offset.isascii() and offset.isdecimal() and len(offset) <= 18):
        raise uploads.Refused(400, _("Load the page again: it is out of date."))
    if length > uploads.MOST_PIECE_BYTES:
        raise uploads.Refused(413, _("The piece is too large: send smaller ones."))
    data = bytearray()
    try:
        while chunk := request.read(READ_BYTES):
            data += chunk
    except UnreadablePostError:
        pass  # Cut off: what has come counts, the rest is sent from there.
    return int(offset), bytes(data)


def _outcome(admin: ModelAdmin[Photo], request: HttpRequest, outcome: Outcome) -> JsonResponse:
    record(admin, request, outcome)
    if outcome.photo is not None:
        return JsonResponse({"state": outcome.state, **told(request, outcome.photo)})
    user = member(request)
    twins = [{**card(twin), "may_change": may_change(user, twin)} for twin in outcome.twins]
    answer = {"state": "asking", "address": address_of(outcome.upload), "twins": twins}
    return JsonResponse({**answer, "new": preview(outcome.prepared)})


def record(admin: ModelAdmin[Photo], request: HttpRequest, outcome: Outcome) -> None:
    """Note in the admin's history that a photo came in, or that it got another file."""
    if not outcome.is_new or outcome.photo is None:
        return
    if outcome.photo.created_at >= outcome.upload.created_at:
        admin.log_addition(request, outcome.photo, [{"added": {}}])
    else:
        admin.log_change(request, outcome.photo, [{"changed": {"fields": ["File"]}}])


def told(request: HttpRequest, photo: Photo) -> dict[str, Any]:
    """Return what the page shows of a photo and writes about it."""
    return {
        "photo": card(photo),
        "fields": {name: getattr(photo, name) for name in PhotoTextsForm.Meta.fields},
        "may_change": may_change(member(request), photo),
        "texts": reverse("admin:articles_photo_texts", args=[photo.pk]),
    }


def preview(prepared: Prepared | None) -> dict[str, Any]:
    """Return a picture that is not stored yet: its size, and the smallest of it as a data URL."""
    if prepared is None:
        return {"width": 0, "height": 0, "thumb": ""}
    small = min((one for one in prepared.files if one.endswith(".jpg")), key=_width, default="")
    data = base64.b64encode(prepared.files.get(small, b"")).decode()
    width, height = prepared.size
    return {"width": width, "height": height, "thumb": f"data:image/jpeg;base64,{data}"}


def _width(name: str) -> int:
    stem = name.partition(".")[0]
    return int(stem) if stem.isdecimal() else 10**9
