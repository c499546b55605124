"""An article's text, and what goes with the buttons beneath it."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from ckeditor.widgets import CKEditorWidget
from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from articles.content import SCALARS, Content
from articles.forms.related import RelatedField, line_of
from articles.languages import known
from articles.models import Article, Kind, Publication, Revision
from articles.origins import Origin
from articles.revisions import newest_content
from articles.richtext import UnacceptableBody, clean_body
from articles.vietnamese.text import clean_line


def split_keywords(text: str) -> list[str]:
    """Return the keywords in a line: commas or semicolons stand between them."""
    return [word.strip() for word in text.replace(";", ",").split(",") if word.strip()]


TITLE_TEXT = _("Characters: {number} (up to {best} read best, {most} at the most)")
LEAD_TEXT = _("Words: {number} (up to {best} read best, {most} at the most)")


def count_attributes(measure: str, best: int, most: int, text: str) -> dict[str, str | int]:
    """Return what static/js/admin-article.js counts, from where on it warns, what it says."""
    return {
        "data-count": measure,
        "data-count-best": best,
        "data-count-most": most,
        "data-count-text": text.format(number="{number}", best=best, most=most),
    }


class ArticleForm(forms.ModelForm):
    """The fields of a revision, and where it comes from (see ``revisions.Origin``).

    ``base`` is the revision that the writer started from. Each page that is made has a
    ``session`` of its own, whose saves are numbered by ``sequence``.
    """

    keywords = forms.CharField(
        label=_("Keywords"), required=False, help_text=_("With commas between them.")
    )
    related = RelatedField(
        label=_("Related articles"),
        required=False,
        help_text=_("Below the article, in this order, before those found by its keywords."),
    )
    base = forms.IntegerField(
        required=False, min_value=0, max_value=2**63 - 1, widget=forms.HiddenInput
    )
    session = forms.UUIDField(required=False, widget=forms.HiddenInput)
    sequence = forms.IntegerField(
        required=False, min_value=0, max_value=2**31 - 2, widget=forms.HiddenInput
    )

    class Meta:
        model = Article
        fields = ["section", "series", *SCALARS]
        widgets = {
            "title": forms.Textarea(attrs={"rows": 2, "class": "article-title"}),
            "lead": forms.Textarea(attrs={"rows": 4}),
            "body": CKEditorWidget,
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._count()
        for name in {"kind", "language"} & self.fields.keys():
            self.fields[name].required = False
        self.initial.update(session=uuid4(), sequence=1)
        for field in self.fields.values():
            # A browser must not put back an old text beside a new "base": it would pass for new.
            field.widget.attrs["autocomplete"] = "off"
        if self.instance.pk:
            # The instance is what is live: it alone says who may do what.
            self._fill(newest_content(self.instance))

    def _fill(self, content: Content) -> None:
        """Show what the newest revision says."""
        self.initial.update({name: getattr(content, name) for name in SCALARS})
        self.initial.update(
            section=content.section,
            series=content.series,
            keywords=", ".join(content.tags),
            related=line_of(content.related),
            base=self.instance.newest_revision_id,
        )
        related = self.fields.get("related")
        if isinstance(related, RelatedField):
            related.own = self.instance.pk
            related.kept = related.widget.kept = content.related
        for name in {"kicker", "title", "lead"} & self.fields.keys():
            # What checks their spelling, and what reads them aloud, goes by it.
            self.fields[name].widget.attrs["lang"] = content.language

    @cached_property
    def changed_data(self) -> list[str]:
        """What somebody has changed; where a save comes from (``Origin``) is no change."""
        origin = {"base", "session", "sequence"}
        return [name for name in super().changed_data if name not in origin]

    def _count(self) -> None:
        """Have title and lead counted against what the paper says is long."""
        if not {"title", "lead"} <= self.fields.keys():
            return  # a page that is only read
        paper = Publication.objects.first() or Publication()
        title = count_attributes("letters", paper.title_best, paper.title_most, str(TITLE_TEXT))
        lead = count_attributes("words", paper.lead_best, paper.lead_most, str(LEAD_TEXT))
        self.fields["title"].widget.attrs.update(title)
        self.fields["lead"].widget.attrs.update(lead)

    def clean_kind(self) -> str:
        return self.cleaned_data["kind"] or Kind.TEXT

    def clean_language(self) -> str:
        return known(self.cleaned_data["language"])

    def clean_body(self) -> str:
        try:
            return clean_body(self.cleaned_data["body"])
        except UnacceptableBody as error:
            raise ValidationError(str(error)) from error

    def clean_keywords(self) -> list[str]:
        words = [clean_line(word) for word in split_keywords(self.cleaned_data["keywords"])]
        if any(len(word) > 100 for word in words):
            raise ValidationError(_("A keyword may have 100 characters at the most."))
        return words

    def clean(self) -> dict[str, Any]:
        super().clean()
        self._clean_lines()
        return self.cleaned_data

    def _clean_lines(self) -> None:
        """Repair each line's Unicode, and look at its length once more: repair may lengthen it."""
        for name in SCALARS:
            if name == "body" or name not in self.cleaned_data:
                continue
            line = self.cleaned_data[name] = clean_line(self.cleaned_data[name])
            most: int | None = getattr(Article._meta.get_field(name), "max_length", None)
            if most is not None and len(line) > most:
                self.add_error(name, _("Shorten it to %d characters.") % most)

    def _post_clean(self) -> None:
        # The instance holds what is on the form, for the page that comes back with errors; the
        # database's rules concern what is public, and a draft may be incomplete.
        self.instance = forms.models.construct_instance(
            self, self.instance, self._meta.fields, self._meta.exclude
        )

    def clean_session(self) -> UUID | None:
        """Take the id of another article's window for none: its saves are not of this one."""
        session: UUID | None = self.cleaned_data["session"]
        others = Revision.objects.filter(session=session).exclude(article=self.instance.pk)
        return None if session is None or others.exists() else session

    def origin(self) -> Origin:
        """Return where the content of the valid form comes from."""
        data = self.cleaned_data
        return Origin(data["base"], data["session"], data["sequence"] or 1)
