"""What lets readers read on without a network: manifest, worker, and the page that lists it."""

from __future__ import annotations

import hashlib
import json
from typing import Any, Final

from django.conf import settings
from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.template.loader import get_template
from django.templatetags.static import static
from django.urls import reverse
from django.utils import translation
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from articles.dependencies import depends_on, is_collecting, keepable
from articles.masthead import load_masthead
from articles.models import Publication

# What the page that says "no network" needs, and what is an article's dress.
SHELL_FILES: Final = ("css/paper.css", "js/paper.js", "js/article.js", "img/mark.svg")
ICONS: Final = (
    ("img/icon-192.png", "192x192", "image/png", "any"),
    ("img/icon-512.png", "512x512", "image/png", "any"),
    ("img/icon-maskable-512.png", "512x512", "image/png", "maskable"),
    ("img/mark.svg", "any", "image/svg+xml", "any"),
)
SHORTCUTS: Final = 4
THEME, PAPER = "#9b1b23", "#ffffff"


@require_safe
@keepable
def manifest(request: HttpRequest) -> HttpResponseBase:
    """Describe the paper to a phone that puts it among its programs."""
    masthead = load_masthead()
    name = masthead.publication.name if masthead.publication else settings.SITE_URL
    facts = {
        "name": name,
        "short_name": name,
        "lang": settings.LANGUAGE_CODE,
        "dir": "ltr",
        "id": "/",
        "start_url": reverse("articles:home"),
        "scope": "/",
        "display": "minimal-ui",
        "theme_color": THEME,
        "background_color": PAPER,
        "categories": ["news"],
        "icons": [
            {"src": static(file), "sizes": sizes, "type": kind, "purpose": purpose}
            for file, sizes, kind, purpose in ICONS
        ],
        "shortcuts": [
            {"name": branch.section.name, "url": branch.section.get_absolute_url()}
            for branch in masthead.branches[:SHORTCUTS]
        ],
    }
    return _fresh(request, json.dumps(facts, ensure_ascii=False), "application/manifest+json")


@require_safe
@keepable
def worker(request: HttpRequest) -> HttpResponseBase:
    """Send the service worker; where the paper has it off, one that takes itself away again."""
    depends_on("site")
    publication = Publication.objects.only("name", "offline_reading").first()
    is_on = publication is not None and publication.offline_reading
    template = get_template("worker.js" if is_on else "worker_off.js")
    facts = _facts(publication.name) if publication and is_on else {}
    text = template.render({"facts": json.dumps(facts, ensure_ascii=True)})
    response = _fresh(request, text, "text/javascript; charset=utf-8")
    response.headers["Service-Worker-Allowed"] = "/"
    return response


@require_safe
@keepable
def offline(request: HttpRequest) -> HttpResponse:
    """Show what stands for any page that cannot be had now; a script lists what has been kept."""
    return render(request, "offline.html")


def _facts(name: str) -> dict[str, Any]:
    """Return what the worker is told; ``version`` changes with anything that it keeps at once."""
    pages = {}
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            pages[language] = reverse("articles:offline")
    files = [static(file) for file in SHELL_FILES]
    marks = [name, get_template("worker.js").template.source, *map(_mark, SHELL_FILES), *files]  # type: ignore[attr-defined]
    version = hashlib.sha256("\n".join(marks).encode()).hexdigest()[:12]
    return {
        "version": version,
        "pages": pages,
        "shell": [*pages.values(), *files],
        "own": settings.LANGUAGE_CODE,
        "files": settings.STATIC_URL,
    }


def _mark(file: str) -> str:
    """Return what changes with a file whose name carries no hash of its content."""
    found = finders.find(file) if settings.WHITENOISE_USE_FINDERS else None
    if not isinstance(found, str):
        return ""
    with open(found, "rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def _fresh(request: HttpRequest, text: str, kind: str) -> HttpResponseBase:
    """Return a text that is asked for again each time, and mostly answered with 304."""
    tag = f'"{hashlib.sha256(text.encode()).hexdigest()[:32]}"'
    headers = {"ETag": tag, "Cache-Control": "no-cache"}
    response = HttpResponse(text, content_type=kind, headers=headers)
    if is_collecting():
        return response
    return get_conditional_response(request, etag=tag, response=response) or response
