"""What differs between two versions, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from articles.comparing import BlockChange, Change, Piece
from articles.models import Article, Photo, PhotoCaption
from articles.templatetags import desk

register = template.Library()


@register.filter
def field_label(name: str) -> str:
    """Return the name of one of an article's fields, as the form has it."""
    label = str(getattr(Article._meta.get_field(name), "verbose_name", name))
    return label[:1].upper() + label[1:]


@register.filter
def placement_label(placement: str) -> str:
    return str(dict(PhotoCaption.Placement.choices).get(placement, placement))


@register.simple_tag
def words(pieces: Sequence[Piece]) -> SafeString:
    """Return compared text: what was put in and taken out marked, all of it escaped."""
    return format_html_join("", "{}", ((_piece(piece),) for piece in pieces))


def _piece(piece: Piece) -> SafeString | str:
    match piece.change:
        case Change.ADDED:
            return format_html("<ins>{}</ins>", _visible(piece.text))
        case Change.REMOVED:
            return format_html("<del>{}</del>", _visible(piece.text))
        case Change.FORMAT:
            return format_html(
                '<span class="diff__set">{}<span class="diff__how">{}</span></span>',
                *(piece.text, _setting_of(piece)),
            )
    return piece.text


def _visible(text: str) -> str:
    """Return ``text``, or signs in place of white space alone: it would not be seen to differ."""
    return text if text.strip() else text.replace("\n", "↵").replace(" ", "␣")


@register.simple_tag
def diff_block(block: BlockChange, library: Mapping[int, Photo]) -> SafeString:
    """Return one block of a compared body; ``library`` holds its photos by id.

    In Python, because a body may have thousands, each of which takes a template milliseconds.
    """
    fate = _fate(block)
    details = ""
    if block.had is not None:
        had, now = (_details(block, some) for some in (block.had, block.details))
        details = _("%(before)s → %(after)s") % {"before": had, "after": now}
    said = [part for part in (_block_label(block), details) if part]
    label = format_html('<p class="diff-block__label"><b>{}</b> {}</p>', fate, " · ".join(said))
    if block.photo:
        return _photo(block, label, library.get(block.photo))
    return format_html(
        '<div class="diff-block diff-block--{}">{}<p class="diff-block__text">{}</p></div>',
        *(block.change, label if fate or said else "", words(block.pieces)),
    )


def _photo(block: BlockChange, label: SafeString, photo: Photo | None) -> SafeString:
    """Return a photo in the text: its picture, its caption, what differs in its text."""
    alt: SafeString | str = ""
    if block.alt:
        name = _("Alternative text")
        alt = format_html(
            '<p class="diff-block__text"><span class="diff__name">{}:</span> {}</p>',
            *(name, words(block.alt)),
        )
    return format_html(
        '<div class="diff-photo diff-block--{}"><div>{}</div><div>{}'
        '<p class="diff-block__text">{}</p>{}</div></div>',
        *(block.change, desk.thumbnail(photo) if photo else _("(deleted)")),
        *(label, words(block.pieces), alt),
    )


def _details(block: BlockChange, details: Sequence[str]) -> str:
    """Return what attributes say, in people's words where there are some: sizes of photos."""
    sizes = {"column": _("column"), "wide": _("wide"), "side": _("at the side")}
    return ", ".join(sizes.get(one, one) if block.photo else one for one in details)


def _fate(block: BlockChange) -> str:
    match block.change:
        case Change.ADDED:
            return "+ " + (_("moved here") if block.moved else _("added"))
        case Change.REMOVED:
            return "− " + (_("moved from here") if block.moved else _("removed"))
        case Change.CHANGED:
            return "~ " + _("changed")
        case Change.FORMAT:
            return "≈ " + _("set otherwise")
    return ""


def _setting_of(piece: Piece) -> str:
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


def _block_label(block: BlockChange) -> str:
    """Return what kind of block it is, and was if that changed; nothing for a plain paragraph."""
    if not block.kind and not block.was:
        return ""
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
        "photo": _("photo in the text"),
        "gallery": _("gallery"),
        "embed": _("video or post"),
    }
    said = [names.get(tag, _("box")) for tag in tags]
    return " · ".join(dict.fromkeys(name for name in said if name)) or _("paragraph")
