"""What is said of a photo in the library, from wherever it is used."""

from __future__ import annotations

from articles.forms.phototexts import PhotoTextsForm


class DescribeForm(PhotoTextsForm):
    """Some of a photo's texts; what is not sent stays as it is."""

    class Meta(PhotoTextsForm.Meta):
        fields = ["credit", "photographer", "caption", "alt"]
