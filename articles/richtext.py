"""The HTML of article bodies: what may stand in it, and how text becomes it.

Every body passes ``clean_body`` on its way into a revision; nothing else writes bodies.
"""

import html
import re
from collections import Counter
from collections.abc import Iterable

import nh3
from django.utils.html import escape
from django.utils.translation import gettext_lazy as _

from articles.body import pieces
from articles.body.markup import read as read_tree
from articles.body.reading import BOXES, Setting
from articles.body.reading import read as read_pieces
from articles.vietnamese.text import clean

MAX_BODY_BYTES = 1_000_000
# nh3 takes time quadratic in the depth (400 kB of "<ul><li>": 50 s); no article needs this much.
MAX_DEPTH = 60
MAX_FORMATTING = 12
MAX_ROUNDS = 6

ALLOWED_TAGS = frozenset(
    "a aside blockquote br caption em figcaption figure h2 h3 h4 hr li ol p s strong sub sup table"
    " tbody td tfoot th thead tr u ul".split()
)
# Nothing else: a class could dress a paragraph up as a part of the page.
ALLOWED_CLASSES = {
    "aside": {"box", *BOXES},
    "figure": {"embed", "gallery", "photo", "photo--side", "photo--wide"},
}
ALLOWED_ATTRIBUTES = {
    "a": {"href", "title"},
    "figure": {"data-alt", "data-photo"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
}
URL_SCHEMES = {"http", "https", "mailto", "tel"}

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)([^<>]*>?)")
# Open ones of these are opened again in every paragraph that follows.
_FORMATTING = frozenset("a b big code em font i nobr s small strike strong tt u".split())
# These close themselves where the next one opens, so unclosed ones do not nest.
_SELF_CLOSING = frozenset("br col dd dt hr img input li link meta option p td th tr wbr".split())
_BLOCK_END = re.compile(
    r"</(?:p|h[1-6]|li|blockquote|tr|caption|table|ul|ol|div|aside|figure)>|<figcaption>"
    r"|<br ?/?>|<hr ?/?>",
    re.IGNORECASE,
)

# What is read of a pasted text: the elements and styles that tell what it means. What is in
# these has passed no judgement yet; it becomes a tree, and the tree a body.
_READER = nh3.Cleaner(
    tags=set(ALLOWED_TAGS)
    | set(
        "abbr address article b big cite code dd del details div dl dt fieldset font footer form h1"
        " h5 h6 header i iframe img ins label legend main nav pre q section small span strike"
        " summary time tt".split()
    ),
    clean_content_tags=set(
        "audio button canvas head math noembed noframes noscript object script select style svg"
        " template textarea title video xml".split()
    ),
    attributes={
        "*": {"class", "style"},
        "a": {"href", "title"},
        "blockquote": {"cite"},
        "div": {"data-href"},
        "figure": {"data-alt", "data-photo"},
        "iframe": {"src"},
        "img": {"alt"},
        "td": {"colspan", "rowspan"},
        "th": {"colspan", "rowspan", "scope"},
    },
    url_schemes=URL_SCHEMES,
    link_rel=None,
    strip_comments=True,
)
_CLEANER = nh3.Cleaner(
    tags=set(ALLOWED_TAGS),
    attributes={tag: set(names) for tag, names in ALLOWED_ATTRIBUTES.items()},
    url_schemes=URL_SCHEMES,
    allowed_classes=ALLOWED_CLASSES,
    link_rel="noopener",
    strip_comments=True,
)


# What follows a tag and is no Latin letter, digit or sign: marks that would go over its end.
_AFTER_TAG = re.compile(">[^\x00-\u02ff]+")


class UnacceptableBody(ValueError):
    """A body too large or too deeply nested to be cleaned; the text says so to the writer."""


def clean_body(body: str) -> str:
    """Return ``body`` with only the allowed tags and attributes, in repaired Unicode.

    Whatever it was pasted from, it comes out as paragraphs, subheadings, lists, tables, quotes,
    links, boxes and embeds, without the dress of the program that wrote it. Applying it again
    changes nothing: what is returned has passed the cleaner as it stands.

    Raises:
        UnacceptableBody: more than ``MAX_BODY_BYTES`` in UTF-8, or nested over ``MAX_DEPTH``.
    """
    body = clean(_without_struck_tags(body))
    if len(body.encode()) > MAX_BODY_BYTES:
        raise UnacceptableBody(
            _("The text is larger than 1 MB: divide it, or take pictures out of it.")
        )
    # Repairing Unicode can make markup of text (">" and U+0338 are one sign, an invisible
    # character may have hidden "javascript:"), so both are repeated until nothing changes.
    for _attempt in range(MAX_ROUNDS):
        if _is_too_deep(body):
            break
        tidied = _tidy(_READER.clean(body))
        cleaned = clean(_without_struck_tags(_CLEANER.clean(tidied))).strip()
        if cleaned == body:
            return cleaned
        body = cleaned
    raise UnacceptableBody(
        _("The text's lists, tables or quotes are nested too deeply: paste it as plain text.")
    )


def _without_struck_tags(body: str) -> str:
    """Return ``body`` without U+0338 where it would strike out the end of a tag.

    ``>`` and U+0338 are one sign to Unicode, and the element would be lost with its end.
    """
    return _AFTER_TAG.sub(lambda found: found[0].replace("\u0338", ""), body)


def _tidy(body: str) -> str:
    """Return what the reader's cleaner wrote as a body; still to be cleaned strictly."""
    return pieces.body(list(read_pieces(read_tree(body), Setting())))


def _is_too_deep(body: str) -> bool:
    """Say whether the tags may nest too deeply for the cleaner, in linear time.

    A tag closes nothing but its own kind, and in doubt nothing: after a tag that is cut off or
    has a quotation mark without its fellow, what looks like a closing tag may be part of an
    attribute.
    """
    opened: Counter[str] = Counter()
    in_doubt = False
    for match in _TAG.finditer(_without_comments(body)):
        name = match[2].lower()
        if name in _SELF_CLOSING:
            continue
        if not match[1]:
            opened[name] += 1
        elif opened[name] and not in_doubt:
            opened[name] -= 1
        rest = match[3]
        in_doubt = in_doubt or not rest.endswith(">") or any(rest.count(q) % 2 for q in "\"'")
        if opened.total() > MAX_DEPTH or sum(opened[one] for one in _FORMATTING) > MAX_FORMATTING:
            return True
    return False


def _without_comments(body: str) -> str:
    """Return ``body`` without comments; one without an end reaches to the end."""
    kept, place = [], 0
    while (start := body.find("<!--", place)) >= 0:
        kept.append(body[place:start])
        end = body.find("-->", start + 2)
        if end < 0:
            return "".join(kept)
        place = end + 3
    return "".join([*kept, body[place:]])


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
        return heading(block[3:])
    if block.startswith("> "):
        return quotation(block[2:])
    lines = block.splitlines()
    if all(line.startswith("- ") for line in lines):
        return bullet_list(line[2:] for line in lines)
    return paragraph(block)


def heading(text: str) -> str:
    return f"<h2>{escape(text)}</h2>"


def quotation(text: str) -> str:
    return f"<blockquote>{paragraph(text)}</blockquote>"


def bullet_list(items: Iterable[str]) -> str:
    return "<ul>" + "".join(f"<li>{escape(item)}</li>" for item in items) + "</ul>"


def paragraph(text: str) -> str:
    """Return a paragraph; its lines stay lines."""
    return f"<p>{'<br>'.join(escape(line) for line in text.splitlines())}</p>"
