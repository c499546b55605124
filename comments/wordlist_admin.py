"""The list of words, as moderators keep it: no entry without having seen what it would do."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.vietnamese.text import clean_line, match_key
from comments.models import ListedWord
from comments.moderation import wordlist
from comments.moderation.words import Term, WordList


class ListedWordForm(forms.ModelForm):
    """An entry; ``tried`` is the text whose effect this page has shown."""

    tried = forms.CharField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = ListedWord
        fields = ["text", "verdict", "note", "is_active"]

    trial: wordlist.Trial | None = None

    def clean_text(self) -> str:
        text = clean_line(self.cleaned_data["text"])
        if not WordList([Term(text)]).matches(text):
            raise ValidationError(_("Write a word of letters, or up to eight of them."))
        others = ListedWord.objects.filter(match=match_key(text)).exclude(pk=self.instance.pk)
        if others.exists():
            raise ValidationError(_("This is on the list already."))
        return text

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        text = data.get("text")
        if text and not self.errors and self._has_effect(data) and data.get("tried") != text:
            self.trial = wordlist.trial(text)
            sent = cast("QueryDict", self.data).copy()
            sent["tried"] = text
            self.data = sent
            raise ValidationError(self._said(self.trial), code="tried")
        return data

    def _has_effect(self, data: dict[str, Any]) -> bool:
        """Say whether the entry, as it is now, would hold what it did not hold before."""
        if data["verdict"] == ListedWord.Verdict.ALLOW or not data["is_active"]:
            return False
        return not self.instance.pk or bool({"text", "is_active"} & set(self.changed_data))

    @staticmethod
    def _said(trial: wordlist.Trial) -> str:
        text = _(
            "This word would hold %(held)d of the %(tried)d comments approved in %(days)d days."
            " Save once more to keep it."
        )
        if not trial.is_all:
            text = _(
                "This word would hold %(held)d of the newest %(tried)d comments approved in"
                " %(days)d days. Save once more to keep it."
            )
        return text % {"held": trial.held, "tried": trial.tried, "days": wordlist.TRIAL_DAYS}


@admin.register(ListedWord)
class ListedWordAdmin(admin.ModelAdmin):
    form = ListedWordForm
    fields = ["text", "verdict", "note", "is_active", "tried"]
    list_display = ["text", "verdict", "is_active", "note"]
    list_filter = ["verdict", "is_active"]
    search_fields = ["text", "note"]
    search_help_text = gettext_lazy("Word or note")
    change_form_template = "admin/comments/listedword/change_form.html"

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        trial = getattr(context["adminform"].form, "trial", None)
        if trial is not None:  # what was tried is no mistake
            context |= {"trial": trial, "errors": None}
        return super().render_change_form(request, context, *args, **kwargs)
