"""Read XMP, the metadata that editing programs and agencies write today."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring

from articles.darkroom.facts import Facts
from articles.darkroom.words import joined, tidied

_MOST_BYTES: Final = 512_000
_MOST_VALUES: Final = 200
_RDF: Final = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_XML_LANGUAGE: Final = "{http://www.w3.org/XML/1998/namespace}lang"
_DC: Final = "{http://purl.org/dc/elements/1.1/}"
_PHOTOSHOP: Final = "{http://ns.adobe.com/photoshop/1.0/}"
_RIGHTS: Final = "{http://ns.adobe.com/xap/1.0/rights/}"
_IPTC: Final = "{http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/}"
_EXIF: Final = "{http://ns.adobe.com/exif/1.0/}"
_PADDING: Final = re.compile(rb"^[\s\x00]+|[\s\x00]+$")
_MOMENT: Final = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?(Z|[+-]\d\d:\d\d)?)?"
)
# Which language of a text is taken, the first one that there is.
_LANGUAGES: Final = ("vi", "vi-vn", "x-default")


def facts(data: bytes) -> Facts:
    """Return what an XMP packet says; one that is no XML says nothing.

    Entities and document types are refused by the parser, so nothing in it can grow.
    """
    if len(data) > _MOST_BYTES:
        return Facts()
    try:
        root = fromstring(_PADDING.sub(b"", data), forbid_dtd=True)
    except Exception:
        # defusedxml's refusals, expat's errors, unknown encodings (LookupError, ValueError).
        return Facts()
    described = list(root.iter(f"{_RDF}Description"))[:_MOST_VALUES]

    def first(*names: str) -> str:
        return next(filter(None, (_text(described, name) for name in names)), "")

    place = (f"{_IPTC}Location", f"{_PHOTOSHOP}City", f"{_PHOTOSHOP}State", f"{_PHOTOSHOP}Country")
    return Facts(
        caption=first(f"{_DC}description", f"{_PHOTOSHOP}Headline"),
        photographer=joined(_values(described, f"{_DC}creator")),
        agency=first(f"{_PHOTOSHOP}Source"),
        credit=first(f"{_PHOTOSHOP}Credit"),
        rights=joined([first(f"{_DC}rights"), first(f"{_RIGHTS}UsageTerms")], " "),
        place=joined(map(first, place)),
        keywords=", ".join(
            one.replace(",", " ") for one in _values(described, f"{_DC}subject")[:_MOST_VALUES]
        ),
        taken_at=_moment(first(f"{_EXIF}DateTimeOriginal", f"{_PHOTOSHOP}DateCreated")),
    )


def _properties(described: list[Element], name: str) -> Iterator[Element | str]:
    """Yield each value that a property has: as an attribute, or as an element of its own."""
    for one in described:
        if (text := one.get(name)) is not None:
            yield text
        yield from one.findall(name)


def _values(described: list[Element], name: str) -> list[str]:
    """Return all texts of a list; those of a single value too."""
    found: list[str] = []
    for value in _properties(described, name):
        if isinstance(value, str):
            found.append(value)
        else:
            items = list(value.iter(f"{_RDF}li"))
            found += [one.text or "" for one in items] or [value.text or ""]
    return [text for one in found[:_MOST_VALUES] if (text := tidied(one))]


def _text(described: list[Element], name: str) -> str:
    """Return one text: in our language where it comes in several."""
    for value in _properties(described, name):
        if isinstance(value, str):
            chosen = value
        else:
            items = list(value.iter(f"{_RDF}li"))[:_MOST_VALUES]
            by_language = {one.get(_XML_LANGUAGE, "").lower(): one.text or "" for one in items}
            named = [by_language[one] for one in _LANGUAGES if by_language.get(one, "").strip()]
            chosen = next(iter(named or by_language.values()), value.text or "")
        if text := tidied(chosen):
            return text
    return ""


def _moment(text: str) -> str:
    found = _MOMENT.match(text)
    if not found:
        return ""
    year, month, day, hour, minute, second, offset = found.groups()
    time = f"{hour or '00'}:{minute or '00'}:{second or '00'}"
    return f"{year}-{month}-{day}T{time}{(offset or '').replace('Z', '+00:00')}"
