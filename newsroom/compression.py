"""Compressing what goes out, where nothing before us does."""

from typing import Final

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.utils.cache import patch_vary_headers

from articles.built.deflate import PageOfPieces
from newsroom.pagecache.answering import encoding_of

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
        if encoding_of(request.headers.get("Accept-Encoding", ""), has_brotli=False) != "gzip":
            patch_vary_headers(response, ["Accept-Encoding"])
            return response
        is_plain = not response.has_header("Content-Encoding")
        if is_plain and isinstance(response, PageOfPieces) and (body := response.gzipped()):
            return _compressed(response, body)
        return super().process_response(request, response)


def _compressed(response: HttpResponse, body: bytes) -> HttpResponse:
    patch_vary_headers(response, ["Accept-Encoding"])
    response.content = body
    response.headers["Content-Encoding"] = "gzip"
    response.headers["Content-Length"] = str(len(body))
    return response
