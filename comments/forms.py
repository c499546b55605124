"""What a reader fills in."""

from __future__ import annotations

import re
import time
import unicodedata
import uuid
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.signing import BadSignature, TimestampSigner, b62_decode
from django.utils.translation import gettext_lazy as _

from articles.models import Article
from articles.vietnamese.text import clean, clean_line
from comments.models import MAX_BODY, MAX_NAME, Comment

# Letters that show nothing: fillers of other scripts and the empty Braille cell.
FILLERS = frozenset("\u115f\u1160\u2800\u3164\uffa0")


class PlainTextField(forms.CharField):
    """Text as the product stores it: cleaned, at most one empty line in a row, seen by the eye.

    The length is that of the cleaned text, so a line end counts once however it was sent.
    """

    def to_python(self, value: Any) -> str:
        # Composing can take quadratic time; no honest text shrinks to a quarter by cleaning.
        if value and self.max_length and len(value) > 4 * self.max_length:
            return str(value)  # too long as it is: the validators refuse it
        lines = (line.rstrip() for line in clean(str(value or "")).split("\n"))
        text = re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
        return text if any(map(_is_visible, text)) else ""


class PlainLineField(PlainTextField):
    """The same on one line."""

    def to_python(self, value: Any) -> str:
        text = super().to_python(value)
        return text if self.max_length and len(text) > self.max_length else clean_line(text)


def _now_signed() -> str:
    return TimestampSigner(salt="comments.opened").sign("")


def _is_visible(character: str) -> bool:
    return unicodedata.category(character)[0] not in "ZCM" and character not in FILLERS


class CommentForm(forms.ModelForm):
    """Take a guest's comment on ``article``. ``save`` only builds it: ``posting.post`` stores it.

    ``parent`` must be a public comment on the same article; one that no longer is, is taken out
    of the form with its error, so that the text can be sent as a comment of its own.
    """

    name = PlainLineField(
        label=_("Your name"),
        max_length=MAX_NAME,
        error_messages={
            "required": _("Please write your name."),
            "max_length": _("Please shorten the name to %(limit_value)d characters."),
        },
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = forms.EmailField(
        label=_("E-mail"),
        max_length=254,
        required=False,
        help_text=_("Never shown. You may leave it empty."),
        error_messages={"invalid": _("Write an address such as ten@example.com, or none.")},
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    body = PlainTextField(
        label=_("Your comment"),
        max_length=MAX_BODY,
        error_messages={
            "required": _("Please write something."),
            "max_length": _(
                "Your comment has %(show_value)d characters; please shorten it to %(limit_value)d."
            ),
        },
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    wants_mail = forms.BooleanField(
        label=_("Write to me when my comment is shown, and when somebody replies"), required=False
    )
    parent = forms.CharField(required=False, widget=forms.HiddenInput)
    client_uuid = forms.CharField(required=False, widget=forms.HiddenInput, initial=uuid.uuid4)
    # When the form was made, signed: a program sends it back at once, or without.
    opened = forms.CharField(required=False, widget=forms.HiddenInput, initial=_now_signed)
    # Nobody sees it; a program that fills in every field gives itself away.
    homepage = forms.CharField(
        label=_("Leave this field empty"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )

    class Meta:
        model = Comment
        fields = ["name", "email", "body", "wants_mail"]

    data: Mapping[str, Any]

    def __init__(self, *args: Any, article: Article, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.article = article
        self.article = article

    @property
    def is_from_robot(self) -> bool:
        return bool(self.data.get("homepage", ""))

    def clean_parent(self) -> Comment | None:
        given = self.cleaned_data["parent"]
        if not given:
            return None
        parent = Comment.objects.find_public(self.article, given)
        if parent is None:
            self.data = dict(self.data.items()) | {"parent": ""}
            raise ValidationError(
                _("The comment that you answer is no longer shown. You can send yours without it.")
            )
        return parent

    def clean_client_uuid(self) -> uuid.UUID | None:
        """Do without one that is no UUID: its reader did not type it and cannot mend it."""
        try:
            return uuid.UUID(self.cleaned_data["client_uuid"])
        except ValueError:
            return None

    def clean_opened(self) -> timedelta | None:
        """Return how long the form was open; None where nothing true says so."""
        signer = TimestampSigner(salt="comments.opened")
        try:
            signer.unsign(self.cleaned_data["opened"])
            moment = b62_decode(self.cleaned_data["opened"].split(":")[1])
        except (BadSignature, IndexError, ValueError):
            return None
        return max(timedelta(), timedelta(seconds=time.time() - moment))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        parent = data.get("parent")
        self.instance.parent = parent
        self.instance.root_id = (parent.root_id or parent.pk) if parent else None
        self.instance.client_uuid = data.get("client_uuid")
        return data
