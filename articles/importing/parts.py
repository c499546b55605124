"""What an imported text is made of."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


class Kind(TextChoices):
    """What one line of the text is taken for; in the order in which a reporter is offered them."""

    TITLE = "title", gettext_lazy("Title")
    KICKER = "kicker", gettext_lazy("Kicker")
    TIME = "time", gettext_lazy("Publication time")
    LEAD = "lead", gettext_lazy("Dateline and lead")
    CAPTION = "caption", gettext_lazy("Photo caption")
    ALT = "alt", gettext_lazy("Alternative text of a photo")
    PARAGRAPH = "paragraph", gettext_lazy("Paragraph")
    HEADING = "heading", gettext_lazy("Subheading")
    QUOTE = "quote", gettext_lazy("Quotation")
    LIST = "list", gettext_lazy("List item")
    JOIN = "join", gettext_lazy("Goes on from the line above")
    BYLINE = "byline", gettext_lazy("Byline")
    SOURCE = "source", gettext_lazy("Source")
    TAGS = "tags", gettext_lazy("Keywords")
    DROP = "drop", gettext_lazy("Left out")


BODY_KINDS = frozenset({Kind.PARAGRAPH, Kind.HEADING, Kind.QUOTE, Kind.LIST})


@dataclass(frozen=True)
class Part:
    """One line that is not blank, and what it was taken for.

    ``number`` counts the text's lines from 1, blank ones too. ``line`` is the whole line;
    ``text`` lacks the sender and time that a chat puts before it.
    """

    number: int
    line: str
    text: str
    kind: Kind


@dataclass(frozen=True)
class Block:
    """A block of the body; the items of a list are lines of ``text``."""

    kind: Kind
    text: str


@dataclass(frozen=True)
class PhotoText:
    """What the text says of one photo. ``is_lead``: it stands before the body's first block."""

    caption: str
    credit: str
    alt: str
    is_lead: bool


@dataclass(frozen=True)
class ParsedArticle:
    """An article as its text has it; every field within what the database holds.

    ``parts`` has each line of the text that is not blank exactly once, in its order.
    """

    parts: tuple[Part, ...]
    title: str
    kicker: str = ""
    published_at: datetime | None = None
    dateline: str = ""
    lead: str = ""
    captions: tuple[PhotoText, ...] = ()
    body: tuple[Block, ...] = ()
    authors: tuple[str, ...] = ()
    byline_note: str = ""
    source: str = ""
    tags: tuple[str, ...] = ()


class ParseError(ValueError):
    """The text cannot become an article; ``message`` says what to do, ``line`` where, if known."""

    def __init__(self, message: str, *, line: int | None = None) -> None:
        self.message = message
        self.line = line
        super().__init__(
            _("Line %(line)d: %(message)s") % {"line": line, "message": message}
            if line
            else message
        )


def checked(text: str, limit: int, kind: Kind, line: int) -> str:
    """Return ``text`` if it has at most ``limit`` characters; ``kind`` names it in the error.

    Raises:
        ParseError: it is longer.
    """
    if len(text) <= limit:
        return text
    raise ParseError(
        _(
            "%(what)s: %(length)d characters, but at most %(limit)d are possible. Shorten it, or"
            " take the line for something else."
        )
        % {"what": kind.label, "length": len(text), "limit": limit},
        line=line,
    )


class Item(NamedTuple):
    """Lines that belong together, as one text of one kind; ``number`` is the first one's."""

    number: int
    kind: Kind
    text: str


def items_of(parts: Iterable[Part]) -> list[Item]:
    """Return what is not left out, in order, each line joined to the one that it goes on from.

    A line whose predecessor is left out stands for itself: it becomes a paragraph.
    """
    items: list[Item] = []
    follows = False
    for part in parts:
        text = part.text or part.line
        if part.kind == Kind.JOIN and follows:
            items[-1] = items[-1]._replace(text=f"{items[-1].text} {text}")
        elif part.kind != Kind.DROP:
            kind = Kind.PARAGRAPH if part.kind == Kind.JOIN else part.kind
            items.append(Item(part.number, kind, text))
        follows = part.kind != Kind.DROP
    return items
