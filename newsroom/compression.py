"""Compressing what goes out, where nothing before us does."""

from typing import Final

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware

#: What compresses well. Pictures are compressed already.
TEXTS: Final = (
    "text/",
    "image/svg+xml",
    "application/json",
    "application/ld+json",
    "application/manifest+json",
    "application/rss+xml",
    "application/xml",
    "application/javascript",
)


class TextGZipMiddleware(GZipMiddleware):
    """Compress texts and nothing else: a picture would only lose its length and grow."""

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        if not response.headers.get("Content-Type", "").startswith(TEXTS):
            return response
        return super().process_response(request, response)
