"""What parts are made by: a mark that is another one after a deploy that may change them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Final

import django
from django.conf import settings

#: All that is read of the code: what pages are made by, on each host alike.
_KINDS: Final = ("*.py", "*.html", "*.mo", "staticfiles.json")


@cache
def release() -> str:
    """Return the mark: of code, templates, translations, names of static files, and what of the
    environment pages print."""
    found = blake2b(django.__version__.encode(), digest_size=8)
    said = (settings.SITE_URL, settings.STATIC_URL, settings.LANGUAGE_CODE)
    doors = (settings.SIGN_IN_BY_MAIL, sorted(settings.SOCIALACCOUNT_PROVIDERS))
    found.update(repr((said, doors)).encode())
    for path in _files():
        found.update(path.name.encode() + path.read_bytes())
    return found.hexdigest()


def _files() -> Iterator[Path]:
    folders = [settings.BASE_DIR / name for name in ("articles", "comments", "newsroom")]
    folders += [settings.BASE_DIR / "templates", *settings.LOCALE_PATHS]
    for folder in folders:
        for kind in _KINDS:
            yield from sorted(Path(folder).rglob(kind))
    yield from Path(settings.STATIC_ROOT).glob("staticfiles.json")
