"""What differs between two versions, in words."""

from __future__ import annotations

from collections.abc import Sequence

from django import template
from django.utils.translation import gettext as _

from articles.comparing import BlockChange, Piece
from articles.models import Article, PhotoCaption

register = template.Library()


@register.filter
def field_label(name: str) -> str:
    """Return the name of one of an article's fields, as the form has it."""
    label = str(getattr(Article._meta.get_field(name), "verbose_name", name))
    return label[:1].upper() + label[1:]


@register.filter
def placement_label(placement: str) -> str:
    return str(dict(PhotoCaption.Placement.choices).get(placement, placement))


@register.filter
def visible(text: str) -> str:
    """Return ``text``, or signs in place of white space alone: it would not be seen to differ."""
    return text if text.strip() else text.replace("\n", "↵").replace(" ", "␣")


@register.filter
def setting(piece: Piece) -> str:
    """Return how a piece was set before and is set now."""
    gone, come = _settings(piece.before), _settings(piece.after)
    if gone and come:
        return _("%(before)s → %(after)s") % {"before": gone, "after": come}
    return _("now: %s") % come if come else _("no longer: %s") % gone


def _settings(marks: Sequence[str]) -> str:
    return ", ".join(_setting(mark) for mark in marks)


def _setting(mark: str) -> str:
    name, _space, target = mark.partition(" ")
    names = {
        "a": _("link to %s") % target if target else _("link"),
        "strong": _("bold"),
        "em": _("italic"),
        "u": _("underlined"),
        "s": _("struck through"),
        "sub": _("subscript"),
        "sup": _("superscript"),
    }
    return names.get(name, mark)


@register.filter
def block_label(block: BlockChange) -> str:
    """Return what kind of block it is, and was if that changed; nothing for a plain paragraph."""
    now = _kind(block.kind)
    if block.was is not None:
        return _("%(before)s → %(after)s") % {"before": _kind(block.was), "after": now}
    return now if block.kind else ""


def _kind(tags: Sequence[str]) -> str:
    names = {
        "h2": _("subheading"),
        "h3": _("smaller subheading"),
        "h4": _("smallest subheading"),
        "ul": _("list"),
        "ol": _("numbered list"),
        "li": "",
        "blockquote": _("quote"),
        "tr": _("table row"),
        "caption": _("table caption"),
        "hr": _("line across"),
    }
    said = [names.get(tag, _("box")) for tag in tags]
    return " · ".join(dict.fromkeys(name for name in said if name)) or _("paragraph")
