"""What a reader fills in to sign in, and to be called by a name."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from comments.accounts import names, own_page
from comments.forms import AddressField, PlainLineField
from comments.models import MAX_NAME, Writer


class SignInForm(forms.Form):
    """Ask for the address that the mail goes to. It is compared in lower case."""

    email = AddressField(label=_("Your e-mail address"))
    next = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean_next(self) -> str:
        return own_page(self.cleaned_data["next"])


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("The code in the mail"),
        max_length=40,
        error_messages={
            "required": _("Please type the code."),
            "max_length": _("The code has eight digits."),
        },
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )


class NameForm(forms.ModelForm):
    """Take the name that stands over a reader's comments, and whether mail may come."""

    name = PlainLineField(
        label=_("Display name"),
        max_length=MAX_NAME,
        help_text=_("Stands over your comments. Your e-mail address is never shown."),
        error_messages={
            "required": _("Please write a name."),
            "max_length": _("Please shorten the name to %(limit_value)d characters."),
        },
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )

    class Meta:
        model = Writer
        fields = ["name", "wants_mail"]
        labels = {"wants_mail": _("Mail me when a comment of mine is shown or answered")}

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        unchanged = bool(self.instance.name) and name == self.instance.name
        if not unchanged and not names.is_free(name):
            raise ValidationError(_("This name cannot be used here. Please choose another."))
        return name

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["wants_mail"].required = False
