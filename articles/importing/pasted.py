"""The form for a pasted or uploaded text, and how its text is read."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db.models import F, QuerySet
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.importing.files import MAX_BYTES, text_of_bytes
from articles.importing.parts import Kind, ParsedArticle, ParseError, Part
from articles.importing.reading import read
from articles.importing.text import assemble
from articles.models import Section
from articles.vietnamese.encodings import repair


def _sections() -> QuerySet[Section]:
    """Return the sections, each followed by its subsections."""
    return Section.objects.select_related("parent").order_by(
        Coalesce("parent__position", "position"),
        Coalesce("parent_id", "id"),
        F("parent_id").asc(nulls_first=True),
        "position",
        "id",
    )


class PasteForm(forms.Form):
    """A text, from the field or from a file; ``cleaned_data["text"]`` is Unicode and cleaned."""

    text = forms.CharField(
        label=gettext_lazy("Text of the article"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 14, "class": "paste__text"}),
        help_text=gettext_lazy("Paste all of it: what is not the article's own is left out."),
    )
    file = forms.FileField(
        label=gettext_lazy("Or a text file"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".txt,text/plain"}),
        help_text=gettext_lazy("Plain text (.txt) in Unicode, TCVN3 or VNI, up to 5 MB."),
    )
    section = forms.ModelChoiceField(
        label=gettext_lazy("Section"), queryset=_sections(), required=False
    )

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        upload = data.get("file")
        try:
            data["text"] = _text_of(upload) if upload else repair(data.get("text", "")).text
        except ParseError as error:
            raise ValidationError({"file": str(error)}) from error
        if not data["text"].strip() and not self.errors:
            raise ValidationError({"text": _("Paste a text, or choose a file.")})
        return data

    def keep_text(self) -> None:
        """Show the text as it was read: a browser does not send a chosen file a second time."""
        kept = {name: self.data[name] for name in self.data}
        self.data = {**kept, "text": self.cleaned_data["text"]}


def _text_of(upload: UploadedFile) -> str:
    return text_of_bytes(upload.read(MAX_BYTES + 1))


@dataclass(frozen=True)
class Reading:
    """What a text's lines are taken for, and the article or the error that this makes."""

    parts: tuple[Part, ...] = ()
    article: ParsedArticle | None = None
    error: str = ""

    @property
    def digest(self) -> str:
        """Return what tells this text's lines from another's, whatever they are taken for."""
        lines = "\n".join(f"{part.number} {part.line}" for part in self.parts)
        return hashlib.sha256(lines.encode()).hexdigest()


def reading_of(text: str, kinds: Mapping[int, Kind] | None = None) -> Reading:
    """Return how ``text`` is read; ``kinds`` (by line number) says what lines are instead."""
    try:
        parts = read(text, kinds)
    except ParseError as error:
        return Reading(error=str(error))
    try:
        return Reading(parts, assemble(parts))
    except ParseError as error:
        return Reading(parts, error=str(error))


def kinds_in(data: Mapping[str, Any]) -> dict[int, Kind]:
    """Return what was chosen for each line (``kind-7``); anything else in ``data`` is passed by."""
    kinds: dict[int, Kind] = {}
    for name, value in data.items():
        prefix, _dash, number = name.partition("-")
        if prefix == "kind" and number.isdecimal() and len(number) < 8 and value in Kind.values:
            kinds[int(number)] = Kind(value)
    return kinds
