"""Marks in the article's template which piece belongs to which part of the page."""

from __future__ import annotations

from django import template
from django.template.base import NodeList, Parser, Token
from django.template.context import Context
from django.utils.safestring import SafeString, mark_safe

from articles.built import parts
from articles.built.deflate import Piece

register = template.Library()


class PieceNode(template.Node):
    """A piece: printed as it stands, or, where a page is made of parts, kept aside.

    Then its place is printed, and nothing of it is made if its part is there already.
    """

    def __init__(self, name: str, nodelist: NodeList) -> None:
        self.name = name
        self.nodelist = nodelist

    def render(self, context: Context) -> SafeString:
        page = parts.present()
        if page is None:
            return self.nodelist.render(context)
        page.order.append(self.name)
        if page.needs(self.name):
            with parts.loading(self.name):
                piece = self.nodelist.render(context)
            page.pieces.setdefault(self.name, []).append(Piece.of(piece))
        return mark_safe(parts.PLACE)  # noqa: S308


@register.tag
def part(parser: Parser, token: Token) -> PieceNode:
    """Read ``{% part "story" %}…{% endpart %}``; the names are those of ``articles.built.parts``.

    Nothing outside such pieces may be another for two articles of one section.
    """
    names = token.split_contents()[1:]
    name = names[0].strip("\"'") if len(names) == 1 else ""
    if name not in parts.NAMES:
        raise template.TemplateSyntaxError(f"{{% part %}} takes one of {', '.join(parts.NAMES)}.")
    nodelist = parser.parse(["endpart"])
    parser.delete_first_token()
    return PieceNode(name, nodelist)
