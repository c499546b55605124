"""Values as schema.org has them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any, Protocol

from django.conf import settings
from django.utils.translation import override

from articles.templatetags.addresses import absolute
from articles.vietnamese.dates import TIME_ZONE

Node = dict[str, Any]

# What could end the element or begin another; in JSON's strings these mean the same.
_ESCAPES = {ord(letter): f"\\u{ord(letter):04x}" for letter in "<>&\u2028\u2029"}


class Addressed(Protocol):
    def get_absolute_url(self) -> str: ...


def address_of(thing: Addressed) -> str:
    """Return the one address that machines know ``thing`` by, whatever language a page speaks."""
    with override(settings.LANGUAGE_CODE):
        return absolute(thing.get_absolute_url())


def moment(value: datetime | None) -> str:
    """Return a time as ISO 8601 has it, in Vietnam's zone; nothing for none."""
    return value.astimezone(TIME_ZONE).isoformat(timespec="seconds") if value else ""


def filled(facts: Node) -> Node:
    """Return ``facts`` without those that are empty."""
    return {name: value for name, value in facts.items() if value not in ("", None, [], {})}


def document(nodes: Iterable[Node]) -> Node:
    """Return a JSON-LD document of ``nodes``."""
    return {"@context": "https://schema.org", "@graph": list(nodes)}


def script_text(facts: Node) -> str:
    """Return ``facts`` as JSON that can stand in a ``script`` element, whatever they say."""
    return json.dumps(facts, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES)
