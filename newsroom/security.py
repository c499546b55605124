"""What every answer carries, and whose word about the reader's address is believed."""

import ipaddress
from collections.abc import Callable
from typing import Any

from csp.constants import HEADER
from csp.middleware import CSPMiddleware
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext

GetResponse = Callable[[HttpRequest], HttpResponse]

FORWARDED_HEADERS = (
    "HTTP_X_FORWARDED_FOR",
    "HTTP_X_FORWARDED_PROTO",
    "HTTP_X_FORWARDED_HOST",
    "HTTP_X_FORWARDED_PORT",
    "HTTP_X_REAL_IP",
    "HTTP_FORWARDED",
)


class TrustedProxyMiddleware:
    """Drop forwarded headers unless the connection comes from one of TRUSTED_PROXIES.

    Without this anybody could claim to have come by https, or from another address. Behind such
    a proxy REMOTE_ADDR becomes the nearest address in X-Forwarded-For that is none of ours.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not is_trusted(request.META.get("REMOTE_ADDR", "")):
            for header in FORWARDED_HEADERS:
                request.META.pop(header, None)
        elif address := forwarded_address(request.META.get("HTTP_X_FORWARDED_FOR", "")):
            request.META["REMOTE_ADDR"] = address
        return self.get_response(request)


def forwarded_address(header: str) -> str:
    """Return the last address in an X-Forwarded-For that is no trusted proxy's; empty if none.

    What stands before it was written by whoever sent it. An entry that is no address ends the
    search: nothing behind it can be believed either.
    """
    for entry in reversed(header[-1000:].split(",")):
        try:
            address = str(ipaddress.ip_address(entry.strip().strip("[]")))
        except ValueError:
            return ""
        if not is_trusted(address):
            return address
    return ""


def is_trusted(address: str) -> bool:
    """Say whether ``address`` (as REMOTE_ADDR gives it) is one of the configured proxies."""
    if not settings.TRUSTED_PROXIES:
        return False
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return False
    return any(ip in network for network in settings.TRUSTED_PROXIES)


class CharsetMiddleware:
    """Refuse bodies in anything but UTF-8, which is what our pages' forms send.

    Django looks a declared charset up among Python's codecs, where ``rot13`` and others that are
    no charsets make it fail with an error of the server's.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        charset = (request.content_params or {}).get("charset", "utf-8")
        if charset.lower().replace("_", "-") not in {"utf-8", "utf8"}:
            return HttpResponse("UTF-8", status=415, content_type="text/plain; charset=utf-8")
        return self.get_response(request)


class NulMiddleware:
    """Drop NUL from what an address asks: no text has it, and PostgreSQL fails at one.

    Forms refuse it themselves; the admin's filters look for whatever they are asked.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        query = request.META.get("QUERY_STRING", "")
        request.META["QUERY_STRING"] = query.replace("%00", "").replace("\x00", "")
        return self.get_response(request)


class BodyLimitMiddleware:
    """Refuse bodies that are too large before a byte of them is read or stored.

    Django limits form fields but not files, and writes files to disk before it looks at who
    sends them. Readers send comments; staff send photos, several at once.
    """

    READERS = 1024 * 1024
    STAFF = 256 * 1024 * 1024

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        length = request.META.get("CONTENT_LENGTH") or "0"
        limit = self.STAFF if request.path_info.startswith("/admin/") else self.READERS
        if not length.isdecimal() or int(length) > limit:
            text = gettext("What you send is too large: shorten it, or send it in parts.")
            return HttpResponse(text, status=413, content_type="text/plain; charset=utf-8")
        return self.get_response(request)


class PermissionsPolicyMiddleware:
    """Switch off what neither readers nor staff need of the browser's powers."""

    HEADER = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", self.HEADER)
        return response


class PolicyMiddleware(CSPMiddleware):
    """Give each page its policy, written once for each of those that views ask for.

    Writing one takes as long as a tenth of an article's page. Where a view has more to say than
    what it adds (``csp_update``), or a nonce, it is written for it alone.
    """

    MOST = 16
    _OTHERS = ("_csp_config", "_csp_replace", "_csp_exempt", "_csp_config_ro", "_csp_update_ro")

    def __init__(self, get_response: GetResponse) -> None:
        super().__init__(get_response)
        # By the identity of what is added, which is held so that nothing else gets it.
        self._written: dict[int, tuple[Any, str]] = {}

    def process_response(self, request: HttpRequest, response: Any) -> Any:
        said = response.__dict__
        if any(name in said for name in self._OTHERS) or HEADER in response.headers:
            return super().process_response(request, response)
        update = said.get("_csp_update")
        written = self._written.get(id(update))
        if written is not None and "_csp_nonce" not in request.__dict__:
            response.headers[HEADER] = written[1]
            return response
        response = super().process_response(request, response)
        if "_csp_nonce" not in request.__dict__ and len(self._written) < self.MOST:
            self._written[id(update)] = (update, response.headers.get(HEADER, ""))
        return response
