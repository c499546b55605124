"""The HTML of article bodies: what may stand in it, and how text becomes it.

Every body passes ``clean_body`` on its way into a revision; nothing else writes bodies.
"""

import html
import re
from collections.abc import Iterable

import nh3
from django.utils.html import escape
from django.utils.translation import gettext_lazy as _

from articles.vietnamese.text import clean

MAX_BODY_BYTES = 1_000_000
# nh3 takes time quadratic in the depth (400 kB of "<ul><li>": 50 s); no article needs this much.
MAX_DEPTH = 60

ALLOWED_TAGS = frozenset(
    "a b blockquote br caption em h2 h3 h4 hr i li ol p s strong sub sup table tbody td tfoot th"
    " thead tr u ul".split()
)
ALLOWED_ATTRIBUTES = {
    "a": {"href", "title"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
}
URL_SCHEMES = {"http", "https", "mailto", "tel"}

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
# These close themselves where the next one opens, so unclosed ones do not nest.
_SELF_CLOSING = frozenset("br dd dt hr img input li meta option p td th tr".split())
_BLOCK_END = re.compile(
    r"</(?:p|h[1-6]|li|blockquote|tr|caption|table|ul|ol|div)>|<br ?/?>|<hr ?/?>", re.IGNORECASE
)
_EMPTY_BLOCK = re.compile(r"<(p|h2|h3|h4)>(?:\s|&nbsp;|<br ?/?>)*</\1>")

_CLEANER = nh3.Cleaner(
    tags=set(ALLOWED_TAGS),
    attributes={tag: set(names) for tag, names in ALLOWED_ATTRIBUTES.items()},
    url_schemes=URL_SCHEMES,
    link_rel="noopener",
    strip_comments=True,
)


class UnacceptableBody(ValueError):
    """A body too large or too deeply nested to be cleaned; the text says so to the writer."""


def clean_body(body: str) -> str:
    """Return ``body`` with only the allowed tags and attributes, in repaired Unicode.

    Applying it again changes nothing.

    Raises:
        UnacceptableBody: more than ``MAX_BODY_BYTES`` in UTF-8, or nested over ``MAX_DEPTH``.
    """
    body = clean(body)
    if len(body.encode()) > MAX_BODY_BYTES:
        raise UnacceptableBody(
            _("The text is larger than 1 MB: divide it, or take pictures out of it.")
        )
    if _depth(body) > MAX_DEPTH:
        raise UnacceptableBody(
            _("The text's lists, tables or quotes are nested too deeply: paste it as plain text.")
        )
    cleaned = clean(_CLEANER.clean(body))
    return _EMPTY_BLOCK.sub("", cleaned).strip()


def _depth(body: str) -> int:
    """Return how deep the tags nest at the most, in linear time."""
    depth = deepest = 0
    for match in _TAG.finditer(body):
        if match[2].lower() in _SELF_CLOSING:
            continue
        depth = max(0, depth - 1) if match[1] else depth + 1
        deepest = max(deepest, depth)
    return deepest


def plain_text(body: str) -> str:
    """Return the words of a cleaned body, a line for each block."""
    text = html.unescape(nh3.clean(_BLOCK_END.sub("\n\\g<0>", body), tags=set()))
    return "\n".join(line.strip() for line in text.splitlines() if line.strip())


def html_of_blocks(blocks: Iterable[str]) -> str:
    """Return a body for plain-text blocks, each escaped.

    ``## `` opens a subheading, ``> `` a quotation, lines of ``- `` make a list; anything else is
    a paragraph.
    """
    return "\n".join(_html_of_block(block.strip()) for block in blocks if block.strip())


def _html_of_block(block: str) -> str:
    if block.startswith("## "):
        return f"<h2>{escape(block[3:])}</h2>"
    if block.startswith("> "):
        return f"<blockquote><p>{escape(block[2:])}</p></blockquote>"
    lines = block.splitlines()
    if all(line.startswith("- ") for line in lines):
        return "<ul>" + "".join(f"<li>{escape(line[2:])}</li>" for line in lines) + "</ul>"
    return f"<p>{'<br>'.join(escape(line) for line in lines)}</p>"
