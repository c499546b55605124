"""The house style's rules, as editors edit them."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from articles import housestyle
from articles.models import StyleRule
from articles.vietnamese.text import clean_line


class StyleRuleForm(forms.ModelForm):
    class Meta:
        model = StyleRule
        fields = ["pattern", "explanation", "suggestion", "severity", "is_active"]

    def clean_pattern(self) -> str:
        pattern = clean_line(self.cleaned_data["pattern"])
        if not housestyle.is_usable(pattern):
            raise ValidationError(_("Write at least two letters, besides asterisks."))
        return pattern


class StyleRuleRow(forms.ModelForm):
    """One rule's tick box in the list, with a name for those who hear the page."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        label = _("In force: %s") % self.instance.pattern
        self.fields["is_active"].widget.attrs["aria-label"] = label


@admin.register(StyleRule)
class StyleRuleAdmin(admin.ModelAdmin):
    form = StyleRuleForm
    list_display = ["pattern", "suggestion", "severity", "is_active", "explanation"]
    list_filter = ["severity", "is_active"]
    list_editable = ["is_active"]
    search_fields = ["pattern", "suggestion", "explanation"]

    def get_changelist_form(self, request: HttpRequest, **kwargs: Any) -> type[forms.ModelForm]:
        return StyleRuleRow
