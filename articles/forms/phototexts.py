"""What is said of a photo, one field or several at a time."""

from __future__ import annotations

from typing import Any

from django import forms

from articles.models import Photo


class PhotoTextsForm(forms.ModelForm):
    """A photo's texts, saved while somebody writes: fields that are not sent stay as they are."""

    class Meta:
        model = Photo
        fields = ["caption", "alt", "credit", "photographer", "place", "keywords"]
        widgets = {
            "caption": forms.Textarea(attrs={"rows": 3}),
            "alt": forms.Textarea(attrs={"rows": 2}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.is_bound:
            for name in set(self.fields) - set(self.data):
                del self.fields[name]
