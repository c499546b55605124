"""Photos' files: public ones for everybody, the others for staff alone."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles.darkroom.plan import EXTENSIONS, SHARED_SIZE
from articles.models import Photo
from articles.renditions import folder

# Seconds. A withdrawn photo stays in caches for no longer than this; afterwards they ask again,
# and are told "not modified" without the file being opened.
KEPT = 10 * 60
PUBLIC = f"public, max-age={KEPT}, must-revalidate"
PRIVATE = "private, no-store"
# A file opened by itself is a picture and nothing else, whatever is in it. Browsers style the
# page that they make of a picture.
POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox"


@dataclass(frozen=True)
class Rendition:
    """A file of a photo: its ``name`` within the photo's folder."""

    name: str
    extension: str = "jpg"


@require_safe
def photo(request: HttpRequest, key: str, width: str, extension: str) -> HttpResponseBase:
    """Send one rendition of a photo that a public article uses; asks one query.

    A width or format that was not made is answered with the nearest that was, so that pages
    which somebody still has from before a change of widths keep their pictures.
    """
    found, caching = _allowed(request, key)
    return send(request, found, renditions_for(found, int(width), extension), caching=caching)


@require_safe
def shared(request: HttpRequest, key: str) -> HttpResponseBase:
    """Send what other sites show beside a link; until it is made, a JPEG about as wide."""
    found, caching = _allowed(request, key)
    wanted = [Rendition("share.jpg"), *renditions_for(found, SHARED_SIZE[0], "jpg")]
    return send(request, found, wanted if found.has_file else [], caching=caching)


def _allowed(request: HttpRequest, key: str) -> tuple[Photo, str]:
    """Return the photo, and how long its files may be kept.

    Staff who may see photos get the others too, for their drafts; nobody else can tell such a
    photo from one that does not exist. The session is read only where the photo is not public,
    so that the answer to readers carries nothing of theirs.

    Raises:
        Http404: there is no such photo for whoever asks.
    """
    needed = Photo.objects.with_publicity().only("key", "renditions", *Photo.EDITION_FIELDS)
    found = needed.filter(key=key).first()
    if found is not None and found.is_public:
        return found, PUBLIC
    if found is not None and _is_staff(request):
        return found, PRIVATE
    raise Http404


def _is_staff(request: HttpRequest) -> bool:
    return bool(request.user.is_staff and request.user.has_perm("articles.view_photo"))


def renditions_for(photo: Photo, width: int, extension: str) -> list[Rendition]:
    """Return which file stands for one of that width and format; none without files.

    The nearest wider one in that format, else the widest narrower one, else a JPEG likewise.
    """
    for kind in (extension, "jpg"):
        if widths := photo.widths_as(kind):
            nearest = min((one for one in widths if one >= width), default=widths[-1])
            return [Rendition(f"{nearest}.{kind}", kind)]
    return []


def send(
    request: HttpRequest, photo: Photo, wanted: list[Rendition], *, caching: str
) -> HttpResponseBase:
    """Send the first file of ``wanted`` that is there; the caller has found it to be allowed.

    A file under one name never changes within an edition of the photo's, so the two make its
    ETag, and whoever has it already is told so without a look at the storage.

    Raises:
        Http404: none of them is there.
    """
    for rendition in wanted:
        tag = f'"{photo.edition}-{rendition.name}"'
        response: HttpResponseBase | None = get_conditional_response(request, etag=tag)
        try:
            response = response or _file_response(photo, rendition, accel=caching == PUBLIC)
        except FileNotFoundError:
            continue
        except OSError:  # the disk, or what stands for it, does not answer
            return unavailable()
        response.headers["ETag"] = tag
        response.headers["Cache-Control"] = caching
        response.headers["Content-Security-Policy"] = POLICY
        response.headers["X-Content-Type-Options"] = "nosniff"
        return response
    raise Http404


def _file_response(photo: Photo, rendition: Rendition, *, accel: bool) -> HttpResponseBase:
    """Return the file, or the word to the web server that it shall send it from its disk.

    Only what is public goes that way: the server in front drops headers that drafts need.

    Raises:
        FileNotFoundError: it is not there.
        OSError: the storage does not answer.
    """
    path = f"{folder(photo.key)}/{rendition.name}"
    kind = EXTENSIONS[rendition.extension]
    if accel and settings.MEDIA_ACCEL:
        if not default_storage.exists(path):
            raise FileNotFoundError(path)
        return HttpResponse(
            content_type=kind, headers={"X-Accel-Redirect": f"{settings.MEDIA_ACCEL}{path}"}
        )
    return FileResponse(
        default_storage.open(path), content_type=kind, headers={"Accept-Ranges": "none"}
    )


def unavailable() -> HttpResponse:
    return HttpResponse(
        _("The picture cannot be loaded at the moment. Try again in a minute."),
        status=503,
        content_type="text/plain; charset=utf-8",
        headers={"Retry-After": "60", "Cache-Control": "no-store"},
    )
