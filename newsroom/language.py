"""Which language the interface speaks: by the address for readers, by a cookie for staff.

Readers' pages are the same for everybody, so nothing but their address may decide: Vietnamese, and
English below ``/en/``. Django's own middleware looks at the browser's headers as well.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

GetResponse = Callable[[HttpRequest], HttpResponse]

STAFF = "/admin/"


class LanguageMiddleware:
    """Answer each request in the language of its address, the newsroom's in that of its cookie."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        language = language_of(request)
        with translation.override(language):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response


def language_of(request: HttpRequest) -> str:
    """Return the language in which a request is to be answered."""
    if request.path_info.startswith(STAFF):
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        return chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
    return translation.get_language_from_path(request.path_info) or settings.LANGUAGE_CODE
