"""What the paper says when it puts something right."""

from django import forms
from django.utils.translation import gettext_lazy as _

from articles.corrections import LENGTH
from articles.forms.action import WordsField
from articles.models import Correction


class CorrectionForm(forms.ModelForm):
    """The kind and the words; the article and who publishes it come from elsewhere."""

    text = WordsField(
        label=_("Text"),
        max_length=LENGTH,
        widget=forms.Textarea({"rows": 6}),
        help_text=_(
            "What was wrong and what is right, in full sentences. Readers see it as it is."
        ),
        error_messages={"required": _("Write what is to be put right.")},
    )

    class Meta:
        model = Correction
        fields = ["kind", "text"]
        widgets = {"kind": forms.RadioSelect}
