"""Articles put below another by hand: chosen by their titles, kept as ids in their order."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from articles.beside import BY_HAND
from articles.models import Article

_BETWEEN = re.compile(r"[\s,;]+")
_NUMBER = re.compile(r"[0-9]{1,18}")
_ADDRESS = re.compile(r".*-a([0-9]{1,18})\.html(?:[?#].*)?")


def ids_in(text: str) -> list[int]:
    """Return the ids in a line of numbers and of articles' addresses, each once.

    Raises:
        ValidationError: something in it is neither.
    """
    ids = []
    for word in filter(None, _BETWEEN.split(text)):
        address = _ADDRESS.fullmatch(word)
        if not address and not _NUMBER.fullmatch(word):
            text = _("This is neither an article's number nor its address: %s")
            raise ValidationError(text % word[:100])
        ids.append(int(address[1] if address else word))
    return list(dict.fromkeys(ids))


def line_of(ids: Sequence[int]) -> str:
    """Return ids as the field holds them; static/js/admin-related.js writes the same."""
    return ", ".join(map(str, ids))


class RelatedWidget(forms.TextInput):
    """A line of ids, with the titles that they stand for; a script makes a list of it.

    Titles that readers do not have are told only of those in ``kept``: they were chosen before.
    """

    kept: Collection[int] = ()

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        line = super().render(name, value, attrs, renderer)
        context = {
            "line": line,
            "chosen": _chosen(value, self.kept),
            "titles": reverse("admin:articles_article_titles"),
            "most": BY_HAND,
        }
        return render_to_string("admin/articles/related.html", context)


def _chosen(value: Any, kept: Collection[int]) -> list[dict[str, Any]]:
    """Return id, title and whether readers have it of what ``value`` names, in its order."""
    try:
        ids = ids_in(str(value or ""))[:BY_HAND]
    except ValidationError:
        return []
    if not ids:
        return []
    public = set(Article.objects.public().filter(pk__in=ids).values_list("pk", flat=True))
    may = [pk for pk in ids if pk in public or pk in kept]
    rows = dict(Article.objects.filter(pk__in=may).values_list("pk", "title"))
    return [{"pk": pk, "title": rows[pk], "public": pk in public} for pk in ids if pk in rows]


class RelatedField(forms.CharField):
    """A line of ids or addresses of public articles; becomes the list of articles.

    ``kept`` are ids that stand there already: those stay, though readers may have lost them, and
    go without a word where they were deleted. ``own`` is the id of the article itself.
    """

    widget = RelatedWidget
    kept: Collection[int] = ()
    own: int | None = None

    def clean(self, value: Any) -> list[Article]:
        ids = ids_in(super().clean(value))
        if self.own in ids:
            raise ValidationError(_("An article cannot stand below itself."))
        if len(ids) > BY_HAND:
            raise ValidationError(_("At most %d related articles.") % BY_HAND)
        rows = Article.objects.only("title").in_bulk(ids)
        new = [pk for pk in ids if pk not in self.kept]
        public = set(Article.objects.public().filter(pk__in=new).values_list("pk", flat=True))
        if missing := [pk for pk in new if pk not in public]:
            raise ValidationError(_("Readers have no article with the number %d.") % missing[0])
        return [rows[pk] for pk in ids if pk in rows]
