"""Articles as lists show them: each card is printed once for all pages and readers.

A card is made of its article's columns, those of its lead photo and of its section, and of nothing
else. So what was printed for the same columns is the same, whatever has happened meanwhile: nobody
has to tell of changes.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable, Iterator
from hashlib import blake2b
from typing import Any, Final

from django.conf import settings
from django.db.models import Model
from django.template.loader import render_to_string
from django.urls import get_script_prefix
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from articles.holding import hold
from articles.models import Article

#: Cards that a process keeps, of one to two kilobytes each.
MOST: Final = 1_000

_kept: OrderedDict[bytes, str] = OrderedDict()


def html(template: str, article: Article, **options: Hashable) -> SafeString:
    """Return ``template``, which prints ``article`` (loaded by ``with_card_data``) and ``options``,
    and asks for nothing besides: no query, no clock, no reader."""
    context = {"article": article, **options}
    # Templates are edited, or the photo is another query's.
    if settings.DEBUG or "has_card_data" not in vars(article):
        return render_to_string(template, context)
    key = _key(template, article, options)
    card = _kept.get(key)
    if card is None:
        card = render_to_string(template, context)
        # Not where it had to ask for something: of that the key knew nothing.
        if _key(template, article, options) == key:
            hold(_kept, key, card, most=MOST)
    return mark_safe(card)  # noqa: S308


def clear() -> None:
    _kept.clear()


def _key(template: str, article: Article, options: dict[str, Hashable]) -> bytes:
    around = (template, get_language(), get_script_prefix(), sorted(options.items()))
    values = [*_values(article, around=None)]
    return blake2b(repr((around, values)).encode(), digest_size=16).digest()


def _values(row: Model, around: Model | None) -> Iterator[Any]:
    """Give the values of a row and of the rows that were loaded with it (but ``around``, whence it
    is looked at), each with its name."""
    for name, value in (*vars(row).items(), *row._state.fields_cache.items()):
        if isinstance(value, Model):
            if value is not around:
                yield name, [*_values(value, around=row)]
        elif not name.startswith("_"):
            yield name, value
