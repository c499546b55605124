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
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.models import Article
from articles.vietnamese.text import clean, clean_line
from comments.models import MAX_BODY, MAX_NAME, Comment, CommentRules, Report, Writer
from comments.moderation import proofs

# A form that was opened longer ago was kept by somebody, or by something.
OLDEST = timedelta(days=1)
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


class AddressField(forms.EmailField):
    """An e-mail address, in lower case: one person's is one, however it was typed."""

    def __init__(self, *, example: Any = "", **kwargs: Any) -> None:
        example = example or _("Write an address such as ten@example.com.")
        super().__init__(
            max_length=254,
            error_messages={
                "required": _("Please write your e-mail address."),
                "invalid": example,
                "max_length": example,
            },
            widget=forms.EmailInput(attrs={"autocomplete": "email"}),
            **kwargs,
        )

    def to_python(self, value: Any) -> str:
        return str(super().to_python(value)).lower()


class BodyField(PlainTextField):
    """The text of a comment."""

    def __init__(self) -> None:
        super().__init__(
            label=_("Your comment"),
            max_length=MAX_BODY,
            error_messages={
                "required": _("Please write something."),
                "max_length": _(
                    "Your comment has %(show_value)d characters;"
                    " please shorten it to %(limit_value)d."
                ),
            },
            widget=forms.Textarea(attrs={"rows": 6}),
        )


def _uuid(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None


def _now_signed() -> str:
    return TimestampSigner(salt="comments.opened").sign("")


def _is_visible(character: str) -> bool:
    return unicodedata.category(character)[0] not in "ZCM" and character not in FILLERS


class CommentForm(forms.ModelForm):
    """Take a comment on ``article``. ``save`` only builds it: ``posting.post`` stores it.

    ``writer`` is that of the account that has signed in: its name stands there, and neither name
    nor address is asked for. None is a guest, unless the paper's ``rules`` want none; ``closed``
    says why the article takes no comment, and is empty where it takes some; ``is_held`` that none
    is shown before a moderator has read it.

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
    email = AddressField(
        label=_("E-mail"),
        required=False,
        help_text=_("Never shown. You may leave it empty."),
        example=_("Write an address such as ten@example.com, or none."),
    )
    wants_mail = forms.BooleanField(
        label=_("Write to me when my comment is shown, and when somebody replies"), required=False
    )
    body = BodyField()
    parent = forms.CharField(required=False, widget=forms.HiddenInput)
    client_uuid = forms.CharField(required=False, widget=forms.HiddenInput, initial=uuid.uuid4)
    # When the form was made, signed: a program sends it back at once, or without.
    opened = forms.CharField(required=False, widget=forms.HiddenInput, initial=_now_signed)
    # What the browser worked out where the form has a challenge (``comments.moderation.proofs``).
    proof = forms.CharField(required=False, widget=forms.HiddenInput)
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

    def __init__(
        self,
        *args: Any,
        article: Article,
        writer: Writer | None = None,
        rules: CommentRules | None = None,
        closed: str = "",
        is_held: bool = True,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.instance.article = article
        self.article, self.writer, self.closed = article, writer, closed
        self.is_held = is_held
        self.rules = rules or CommentRules()
        self.clock = "missing"
        if writer is not None:
            del self.fields["name"], self.fields["email"]
            self.instance.user = writer.user
            self.instance.name = writer.name
            self.fields["wants_mail"].initial = writer.wants_mail

    @property
    def needs_account(self) -> bool:
        """Whether the paper wants its writers to sign in, and this one has not."""
        return self.writer is None and not self.rules.guests

    @property
    def refusal(self) -> str:
        """Why nothing is taken from who asks; empty where it is."""
        if self.closed:
            return self.closed
        return gettext("Please sign in to comment.") if self.needs_account else ""

    @property
    def is_from_robot(self) -> bool:
        return bool(self.data.get("homepage", ""))

    @cached_property
    def challenge(self) -> str:
        """What the browser is to solve before it sends the form; empty where nothing is asked.

        At most one query (``proofs.is_asked``).
        """
        key = _uuid(str(self["client_uuid"].value() or ""))
        return proofs.challenge_for(key) if key and proofs.is_asked(self.rules) else ""

    @property
    def traces(self) -> dict[str, Any]:
        """What a valid form tells of how it was filled in, as ``posting.post`` takes it."""
        return {
            "taken": self.cleaned_data["opened"],
            "clock": self.clock,
            "proof": self.cleaned_data["proof"],
            "trapped": self.is_from_robot,
        }

    def clean_parent(self) -> Comment | None:
        given = self.cleaned_data["parent"]
        if not given:
            return None
        parent = Comment.objects.find_public(self.article, given)
        if parent is None or parent.emptied_at is not None:
            self.data = dict(self.data.items()) | {"parent": ""}
            raise ValidationError(
                _("The comment that you answer is no longer shown. You can send yours without it.")
            )
        return parent

    def clean_client_uuid(self) -> uuid.UUID | None:
        """Do without one that is no UUID: its reader did not type it and cannot mend it."""
        return _uuid(self.cleaned_data["client_uuid"])

    def clean_opened(self) -> timedelta | None:
        """Return how long the form was open; None where nothing true says so (see ``clock``)."""
        given = self.cleaned_data["opened"]
        signer = TimestampSigner(salt="comments.opened")
        try:
            signer.unsign(given)
            moment = b62_decode(given.split(":")[1])
        except (BadSignature, IndexError, ValueError):
            self.clock = "forged" if given else "missing"
            return None
        taken = max(timedelta(), timedelta(seconds=time.time() - moment))
        self.clock = "old" if taken > OLDEST else ""
        return None if taken > OLDEST else taken

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        parent = data.get("parent")
        self.instance.parent = parent
        self.instance.root_id = (parent.root_id or parent.pk) if parent else None
        self.instance.client_uuid = data.get("client_uuid")
        if self.writer is None and not data.get("email"):
            data["wants_mail"] = False
        return data


class EditForm(forms.Form):
    """Another text for a comment; ``version`` is that of the one it was made from."""

    body = BodyField()
    version = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        # A window over a page that may have a comment form too: no id twice.
        super().__init__(*args, **kwargs | {"auto_id": "sua_%s"})

    def clean_version(self) -> int:
        """Return 0, which is no version, for what is no number: nobody typed it."""
        given = self.cleaned_data["version"]
        return int(given) if given.isascii() and given.isdecimal() and len(given) <= 9 else 0


class ReportForm(forms.Form):
    """Why a comment should not be shown."""

    reason = forms.ChoiceField(
        label=_("What is wrong with it?"),
        choices=Report.Reason,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Please choose a reason."),
            "invalid_choice": _("Please choose a reason."),
        },
    )
    note = PlainLineField(
        label=_("More about it, if you like"),
        max_length=500,
        required=False,
        error_messages={
            "max_length": _("Please shorten this to %(limit_value)d characters."),
        },
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs | {"auto_id": "bao_%s"})
