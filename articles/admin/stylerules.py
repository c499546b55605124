"""The house style's rules, as editors edit them."""

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
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


@admin.register(StyleRule)
class StyleRuleAdmin(admin.ModelAdmin):
    form = StyleRuleForm
    list_display = ["pattern", "suggestion", "severity", "is_active", "explanation"]
    list_filter = ["severity", "is_active"]
    list_editable = ["is_active"]
    search_fields = ["pattern", "suggestion", "explanation"]
