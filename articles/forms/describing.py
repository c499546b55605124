"""What is said of a photo in the library, from wherever it is used."""

from __future__ import annotations

from django import forms

from articles.models import Photo


class DescribeForm(forms.ModelForm):
    """Some of a photo's texts; what is not sent stays as it is."""

    class Meta:
        model = Photo
        fields = ["credit", "photographer", "caption", "alt"]

    def __init__(self, data: dict[str, str], *, instance: Photo) -> None:
        super().__init__(data, instance=instance)
        for name in set(self.fields) - set(data):
            del self.fields[name]
