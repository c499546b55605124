"""Photos' files: public ones for everybody, the others for staff alone."""

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe

from articles.darkroom.plan import EXTENSIONS
from articles.models import Photo
from articles.renditions import rendition_name

DAY = 24 * 60 * 60


def _is_staff(request: HttpRequest) -> bool:
    return bool(request.user.is_staff and request.user.has_perm("articles.view_photo"))


@require_safe
def photo(request: HttpRequest, key: str, width: str, extension: str) -> HttpResponseBase:
    """Send one rendition of a photo that a public article uses.

    Staff who may see photos get the others too, for their drafts; nobody else can tell such a
    photo from one that does not exist. The session is read only where the photo is not public,
    so that the answer to readers carries nothing of theirs.
    """
    photos = Photo.objects.filter(key=key)
    if photos.public().exists():
        caching = f"public, max-age={DAY}"
    elif _is_staff(request) and photos.exists():
        caching = "private, no-store"
    else:
        raise Http404
    return send_rendition(key, width, extension, caching=caching)


def send_rendition(key: str, width: str, extension: str, *, caching: str) -> FileResponse:
    """Send a file of a photo that the caller has found to be allowed.

    Raises:
        Http404: there is no such rendition.
    """
    try:
        file = default_storage.open(rendition_name(key, int(width), extension))
    except FileNotFoundError as error:
        raise Http404 from error
    response = FileResponse(file, content_type=EXTENSIONS[extension])
    response.headers["Cache-Control"] = caching
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
