"""System checks: misuse that would be dangerous is caught at start. Listed in docs/checks.md."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register

from articles.richtext import ALLOWED_ATTRIBUTES, ALLOWED_TAGS, URL_SCHEMES

DANGEROUS_TAGS = {"base", "embed", "form", "iframe", "object", "script", "style", "svg", "math"}


@register(Tags.security)
def check_allowed_html(**kwargs: Any) -> list[CheckMessage]:
    """Refuse a cleaner that would let scripts into article bodies."""
    attributes = {name for names in ALLOWED_ATTRIBUTES.values() for name in names}
    wrong = sorted(
        (DANGEROUS_TAGS & ALLOWED_TAGS)
        | {name for name in attributes if name.startswith("on") or name == "style"}
        | ({"javascript", "data"} & URL_SCHEMES)
    )
    return [
        Error(
            f"“{name}” may not be allowed in an article's body.",
            hint="Take it out of articles/richtext.py.",
            id="articles.E001",
        )
        for name in wrong
    ]


@register(Tags.security)
def check_no_uploader(**kwargs: Any) -> list[CheckMessage]:
    """Refuse ``ckeditor_uploader``, which stores any file under the name that it came with."""
    if "ckeditor_uploader" not in settings.INSTALLED_APPS:
        return []
    return [
        Error(
            "ckeditor_uploader is installed.",
            hint="Remove it: photos come in through the photo desk, decoded and re-encoded.",
            id="articles.E002",
        )
    ]
