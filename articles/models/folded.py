"""A column to search with or without accents."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.vietnamese.text import clean, clean_line, fold


class Folded(models.Model):
    """Keep ``folded``: the fields named in ``FOLDED_FIELDS``, without accents, in lower case.

    Folding is done here and not by the database, so that SQLite and PostgreSQL find the same
    rows, also for đ and for text that came decomposed. ``bulk_create`` and ``update`` pass
    ``save()`` by: whoever uses them sets ``folded`` with ``folded_text()``.
    """

    FOLDED_FIELDS: ClassVar[tuple[str, ...]] = ()

    folded = models.TextField(_("search text"), editable=False, blank=True, default="")

    class Meta:
        abstract = True

    def folded_text(self) -> str:
        return fold(clean("\n".join(str(getattr(self, name)) for name in self.FOLDED_FIELDS)))

    def clean(self) -> None:
        """Repair the Unicode of the folded fields, so that alike names are the same name."""
        for name in self.FOLDED_FIELDS:
            is_text = isinstance(self._meta.get_field(name), models.TextField)
            repair = clean if is_text else clean_line
            setattr(self, name, repair(str(getattr(self, name))))

    def save(self, *args: Any, **kwargs: Any) -> None:
        Folded.clean(self)
        self.folded = self.folded_text()
        fields: Iterable[str] | None = kwargs.get("update_fields")
        if fields is not None and set(fields) & set(self.FOLDED_FIELDS):
            kwargs["update_fields"] = {*fields, "folded"}
        super().save(*args, **kwargs)
