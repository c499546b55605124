"""The texts that moderators choose from: reasons for rejecting, replies of the newsroom."""

from __future__ import annotations

from django import forms
from django.contrib import admin

from comments.forms import PlainLineField, PlainTextField
from comments.models import PreparedText


class PreparedTextForm(forms.ModelForm):
    """A text, cleaned; a reason is on one line."""

    text = PlainTextField(
        label=PreparedText._meta.get_field("text").verbose_name,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    class Meta:
        model = PreparedText
        fields = ["kind", "text", "position"]

    def clean(self) -> dict[str, object]:
        data = super().clean() or self.cleaned_data
        if data.get("kind") == PreparedText.Kind.REASON and data.get("text"):
            data["text"] = PlainLineField(max_length=500).to_python(data["text"])
        return data


@admin.register(PreparedText)
class PreparedTextAdmin(admin.ModelAdmin):
    form = PreparedTextForm
    list_display = ["text", "kind", "position"]
    list_filter = ["kind"]
    search_fields = ["text"]
    show_facets = admin.ShowFacets.NEVER
