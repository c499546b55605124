"""An arrangement as a form: rows in the page's order, each a placement; scripts only move them.

``placement`` is sent once for each row, in order; it holds the row's number, and the row's fields
begin with ``p<number>-``. Whatever cannot be read stays on the screen with a sentence beside it.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.arrangement import LENGTHS, MOST, SLOTS, Arrangement, Placement, Slot, label_of
from articles.forms.action import MomentField, WordsField
from articles.vietnamese.text import clean_line

#: Rows that are read at the most.
MOST_ROWS: Final = len(SLOTS) * MOST * 2
FACTS: Final = ("article", "photo", "starts_at", "ends_at")
_ADDRESS: Final = re.compile(r"(?:.*-a)?([0-9]{1,18})(?:\.html(?:[?#].*)?)?", re.DOTALL)
_ROW: Final = re.compile(r"[0-9]{1,4}")


def number_of_article(text: str) -> int | None:
    """Return the article that a number, or an address of its page, names."""
    found = _ADDRESS.fullmatch(clean_line(text)[:2000])
    return int(found[1]) if found else None


def _choices() -> list[tuple[str, str]]:
    return [(name, label_of(name)) for name in SLOTS]


def _line(label: Any, name: str, *, rows: int = 0) -> WordsField:
    widget = forms.Textarea({"rows": rows}) if rows else forms.TextInput()
    return WordsField(label=label, required=False, max_length=LENGTHS[name], widget=widget)


class PlacementForm(forms.Form):
    """One article in one slot; a row without an article is nothing."""

    slot = forms.ChoiceField(
        label=gettext_lazy("Place"),
        choices=_choices,
        error_messages={"invalid_choice": gettext_lazy("This front has no such place.")},
    )
    article = forms.CharField(
        label=gettext_lazy("Article: its number or address"), required=False, max_length=2000
    )
    title = _line(gettext_lazy("Headline here"), "title", rows=2)
    kicker = _line(gettext_lazy("Kicker here"), "kicker")
    lead = _line(gettext_lazy("Lead here"), "lead", rows=3)
    photo = forms.IntegerField(
        label=gettext_lazy("Photo here: its number"),
        required=False,
        min_value=1,
        max_value=2**63 - 1,
        error_messages={
            name: gettext_lazy("Write the photo’s number.")
            for name in ("invalid", "min_value", "max_value")
        },
    )
    starts_at = MomentField(label=gettext_lazy("From"))
    ends_at = MomentField(label=gettext_lazy("Until"))

    def __init__(
        self, data: Any = None, *, number: int, initial: dict[str, Any] | None = None
    ) -> None:
        super().__init__(data, prefix=f"p{number}", initial=initial, use_required_attribute=False)
        self.number = number

    def clean_article(self) -> int | None:
        text = clean_line(self.cleaned_data["article"])
        number = number_of_article(text)
        if text and number is None:
            raise ValidationError(_("Write the article’s number, or paste its address."))
        return number

    def clean(self) -> None:
        starts, ends = self.cleaned_data.get("starts_at"), self.cleaned_data.get("ends_at")
        if starts and ends and ends <= starts:
            self.add_error("ends_at", _("The end must come after the beginning."))

    @property
    def text_of_article(self) -> str:
        """What stands in the article's field, whatever it is."""
        return str(self["article"].value() or "")

    @property
    def article_id(self) -> int | None:
        return number_of_article(self.text_of_article)

    @property
    def photo_id(self) -> int | None:
        text = str(self["photo"].value() or "")
        return int(text) if text.isascii() and text.isdecimal() and len(text) <= 18 else None

    @property
    def slot_name(self) -> str:
        value = self["slot"].value()
        return value if value in SLOTS else SLOTS[-1]

    @property
    def has_details(self) -> bool:
        """Whether more is said than which article it is."""
        names = (*LENGTHS, "photo", "starts_at", "ends_at")
        return any(self[name].value() for name in names)

    def placement(self) -> Placement | None:
        """Return what the row holds; None of an empty row or one that cannot be read."""
        if not self.is_valid() or self.cleaned_data["article"] is None:
            return None
        facts: dict[str, Any] = {name: self.cleaned_data[name] for name in FACTS}
        facts |= {name: clean_line(self.cleaned_data[name]) for name in LENGTHS}
        return Placement(**facts)


class FrontForm:
    """A whole arrangement as it stands on the screen: ``rows`` in order, ``by_hand_only`` slots."""

    def __init__(self, rows: list[PlacementForm], by_hand_only: Collection[str], base: int) -> None:
        self.rows = rows
        self.by_hand_only = {name for name in by_hand_only if name in SLOTS[1:]}
        self.base = base
        self.problems: list[str] = []

    @classmethod
    def of(cls, arrangement: Arrangement, base: int) -> FrontForm:
        """Return the form that shows ``arrangement``, made from the version ``base``."""
        filled = [(slot.name, one) for slot in arrangement.slots for one in slot.placements]
        rows = [
            PlacementForm(initial={"slot": name, **vars(one)}, number=number)
            for number, (name, one) in enumerate(filled)
        ]
        closed = [slot.name for slot in arrangement.slots if slot.by_hand_only]
        return cls(rows, closed, base)

    @classmethod
    def sent(cls, data: QueryDict) -> FrontForm:
        """Return the form as somebody sent it. What is no row of it is passed over."""
        numbers = [text for text in data.getlist("placement") if _ROW.fullmatch(text)]
        once = list(dict.fromkeys(map(int, numbers)))[:MOST_ROWS]
        rows = [PlacementForm(data, number=number) for number in once]
        base = data.get("base", "")
        return cls(
            [row for row in rows if row.text_of_article.strip() or row.has_details],
            data.getlist("by_hand_only"),
            int(base) if re.fullmatch(r"[0-9]{1,9}", base) else 0,
        )

    @property
    def articles(self) -> set[int]:
        return {row.article_id for row in self.rows if row.article_id is not None}

    @property
    def photos(self) -> set[int]:
        return {row.photo_id for row in self.rows if row.photo_id is not None}

    def rows_of(self, slot: str) -> list[PlacementForm]:
        return [row for row in self.rows if row.slot_name == slot]

    def refuse_unknown(self, articles: Collection[int], photos: Collection[int]) -> None:
        """Say beside each row what it names that may not be placed; both are what may be."""
        for row in self.rows:
            if not row.is_valid():
                continue
            article, photo = row.cleaned_data["article"], row.cleaned_data["photo"]
            if article is None:
                row.add_error("article", _("Say which article this is for."))
            elif article not in articles:
                text = _("No article with this number is published or scheduled.")
                row.add_error("article", text)
            if photo is not None and photo not in photos:
                row.add_error("photo", _("The library has no such photo, or its file is missing."))

    def is_valid(self) -> bool:
        """Say whether all can be kept; ``problems`` and the rows say what is wrong."""
        self.problems = [
            _("%(place)s: at most %(most)d articles.") % {"place": label_of(name), "most": MOST}
            for name in SLOTS
            if len(self.rows_of(name)) > MOST
        ]
        if any(row.errors for row in self.rows):
            self.problems.append(_("Not saved yet: put right what is marked below."))
        return not self.problems

    def arrangement(self) -> Arrangement:
        """Return what can be read of it."""
        slots = {}
        for name in SLOTS:
            placements = [one for row in self.rows_of(name) if (one := row.placement())]
            slots[name] = Slot(name, tuple(placements[:MOST]), name in self.by_hand_only)
        return Arrangement.of(slots)

    # --- What buttons do where no script runs ---------------------------------------------------

    def move(self, number: int, step: int) -> None:
        """Move a row one place up (-1) or down (1) in its slot."""
        row = next((one for one in self.rows if one.number == number), None)
        if row is None:
            return
        there = self.rows_of(row.slot_name)
        place = there.index(row) + step
        if 0 <= place < len(there):
            one, other = self.rows.index(row), self.rows.index(there[place])
            self.rows[one], self.rows[other] = self.rows[other], self.rows[one]

    def remove(self, number: int) -> None:
        self.rows = [row for row in self.rows if row.number != number]

    def add(self, article: int, slot: str) -> None:
        """Put an article first in a slot: what somebody puts there now is to stand there now."""
        number = max((row.number for row in self.rows), default=-1) + 1
        facts = {"article": article, "slot": slot if slot in SLOTS else SLOTS[0]}
        self.rows.insert(0, PlacementForm(initial=facts, number=number))
