"""The language of what stands on a page, and the page in the interface's other language."""

from __future__ import annotations

from typing import NamedTuple

from django import template
from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

register = template.Library()

# Each language by its own name, and as a switch says it in one word.
NAMES = {"vi": "Tiếng Việt", "en": "English"}


class Version(NamedTuple):
    """A page in a language of the interface, at ``path``."""

    language: str
    name: str
    path: str


@register.filter
def lang(language: str) -> SafeString | str:
    """Return `` lang="…"`` for text in ``language``; nothing where the page speaks it anyway."""
    if not language or language == get_language():
        return ""
    return format_html(' lang="{}"', language)


@register.simple_tag
def paper_lang() -> SafeString | str:
    """Return what ``lang`` does for what the paper writes itself: its name, its sections."""
    return lang(settings.LANGUAGE_CODE)


@register.simple_tag
def versions(path: str) -> list[Version]:
    """Return the page at ``path`` (with its query, if it has any) in each language."""
    bare = _without_prefix(path)
    return [
        Version(code, NAMES[code], bare if code == settings.LANGUAGE_CODE else f"/{code}{bare}")
        for code, _name in settings.LANGUAGES
    ]


@register.simple_tag(takes_context=True)
def other_versions(context: template.Context, path: str = "") -> list[Version]:
    """Return the page at ``path``, the present one if none is given, in all other languages."""
    request = context.get("request")
    path = path or (request.get_full_path() if request is not None else "/")
    return [one for one in versions(path) if one.language != get_language()]


def _without_prefix(path: str) -> str:
    """Return ``path`` as it is in the paper's own language; never the address of another host."""
    for code, _name in settings.LANGUAGES:
        if code != settings.LANGUAGE_CODE and (path == f"/{code}" or path.startswith(f"/{code}/")):
            path = path.removeprefix(f"/{code}")
            break
    return "/" + path.lstrip("/\\")
