"""Several style sheets or scripts as one file, so that a page asks for few.

``settings.BUNDLES`` names each bundle with its parts, in order. The finder offers a bundle like any
other static file, to the development server and to ``collectstatic`` alike, and makes it anew when
a part has changed. Scripts are modules; each part keeps its names to itself and imports nothing.
"""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.contrib.staticfiles.utils import matches_patterns
from django.core.checks import CheckMessage, Error
from django.core.files.storage import FileSystemStorage

_IMPORT: Final = re.compile(r"^\s*(?:import|export)\b", re.MULTILINE)


class BundleFinder(BaseFinder):
    """Find the files that ``settings.BUNDLES`` names."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.storage = FileSystemStorage(location=folder())

    def check(self, **kwargs: Any) -> list[CheckMessage]:
        """Say which parts are not there, and which scripts cannot stand in a bundle."""
        found: list[CheckMessage] = []
        for name, parts in settings.BUNDLES.items():
            for part in parts:
                if not _source(part).is_file():
                    text = f"{part} of the bundle {name} is not there."
                    found.append(Error(text, hint="Correct BUNDLES.", id="newsroom.E001"))
                elif part.endswith(".js") and _IMPORT.search(_source(part).read_text()):
                    text = f"{part} of the bundle {name} imports or exports."
                    hint = "Serve it by itself, or write it without."
                    found.append(Error(text, hint=hint, id="newsroom.E002"))
        return found

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:
        """Return the path of a bundle's file, as Django's finders do; make it if need be."""
        if path not in settings.BUNDLES:
            return []
        made = str(make(path))
        return [made] if find_all or kwargs.get("all") else made

    def list(
        self, ignore_patterns: Iterable[str] | None = None
    ) -> Iterator[tuple[str, FileSystemStorage]]:
        for name in settings.BUNDLES:
            if not matches_patterns(name, list_of(ignore_patterns)):
                make(name)
                yield name, self.storage


def list_of(patterns: Iterable[str] | None) -> list[str]:
    return [*patterns] if patterns else []


def folder() -> Path:
    """Return where bundles are kept; everything in it can be made again."""
    return Path(settings.DATA_DIR) / "bundles"


def make(name: str) -> Path:
    """Make the bundle's file unless it is up to its parts, and return its path."""
    parts = [_source(part) for part in settings.BUNDLES[name]]
    target = folder() / name
    newest = max(part.stat().st_mtime_ns for part in parts)
    if not target.exists() or target.stat().st_mtime_ns != newest:
        _write(target, "\n".join(_part(part) for part in parts), newest)
    return target


def _part(part: Path) -> str:
    text = part.read_text(encoding="utf-8")
    return f"{{\n{text}}}" if part.suffix == ".js" else text


def _write(target: Path, text: str, modified: int) -> None:
    """Put a file in its place whole: several processes may start at once."""
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=target.parent)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)
    os.utime(name, ns=(modified, modified))
    os.chmod(name, 0o644)
    os.replace(name, target)


def _source(part: str) -> Path:
    return Path(settings.BASE_DIR) / "static" / part
