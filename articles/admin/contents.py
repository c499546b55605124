"""From an article's form, with its rows, to the content of a revision."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.contrib.admin import ModelAdmin
from django.contrib.admin.utils import flatten_fieldsets
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from articles import arrivals
from articles.content import SCALARS, Content, PhotoUse
from articles.models import Article, Photo

if TYPE_CHECKING:
    from newsroom.models import User

# What a row of the photos' formset may hold beside its photo.
PHOTO_TEXTS = ("caption", "alt", "credit")


def bound_forms(
    admin: ModelAdmin[Article], request: HttpRequest, article: Article | None
) -> tuple[Any, list[Any]]:
    """Return the form of the article's page and its formsets, filled with what was sent."""
    fields = flatten_fieldsets(admin.get_fieldsets(request, article))
    form_class = admin.get_form(request, article, change=article is not None, fields=fields)
    form = form_class(request.POST, instance=article)
    formsets, _inlines = admin._create_formsets(  # type: ignore[attr-defined]
        request, form.instance, change=article is not None
    )
    return form, formsets


def set_aside_rows_without_photo(request: HttpRequest) -> int:
    """Empty the rows of photos in which no photo is chosen yet, and return how many they are.

    A new file comes only with the button; till then its row cannot be a revision's.
    """
    data = request.POST.copy()
    total = data.get("captions-TOTAL_FORMS", "")
    count = min(int(total), 1000) if total.isascii() and total.isdecimal() else 0
    waiting = 0
    for number in range(count):
        prefix = f"captions-{number}-"
        if data.get(f"{prefix}photo") or data.get(f"{prefix}DELETE"):
            continue
        texts = [data.pop(f"{prefix}{name}", [""])[-1] for name in PHOTO_TEXTS]
        waiting += bool("".join(texts).strip())
    request.POST = data  # type: ignore[assignment]
    return waiting


def content_of_forms(form: Any, formsets: Iterable[Any], user: User) -> Content:
    """Return what the valid forms hold; new photos are stored first.

    Raises:
        PermissionDenied: there is a new photo and ``user`` may not add any.
    """
    rows = {formset.prefix: formset.rows() for formset in formsets}
    data = form.cleaned_data
    return Content(
        **{name: data[name] for name in SCALARS},
        section=data["section"].pk if data["section"] else None,
        authors=tuple(row["author"].pk for row in rows["bylines"] if row.get("author")),
        photos=tuple(_photo_use(row, user) for row in rows["captions"]),
        tags=tuple(data["keywords"]),
        series=data["series"].pk if data.get("series") else None,
        related=tuple(row.pk for row in data.get("related", ())),
    )


def problems(form: Any, formsets: Iterable[Any]) -> list[str]:
    """Return a sentence for each thing that cannot be saved, with the name of its field."""
    found = [_named(form, name, text) for name, texts in form.errors.items() for text in texts]
    for formset in formsets:
        found += [str(text) for text in formset.non_form_errors()]
        for row in formset.forms:
            found += [
                _named(row, name, text) for name, texts in row.errors.items() for text in texts
            ]
    return found


def _named(form: Any, name: str, text: str) -> str:
    if name not in form.fields:
        return str(text)
    label = str(form.fields[name].label or name)
    return f"{label[:1].upper()}{label[1:]}: {text}"


def _photo_use(row: dict[str, Any], user: User) -> PhotoUse:
    """Return one row of the photos' formset as a revision's; a new photo is stored first.

    Raises:
        PermissionDenied: ``user`` may not add photos.
    """
    photo = row.get("photo")
    if photo is None:
        if not user.has_perm("articles.add_photo"):
            raise PermissionDenied
        photo = Photo(
            caption=row["caption"], alt=row["alt"], credit=row["credit"], uploaded_by=user
        )
        photo = arrivals.add(photo, row["prepared"], row["upload"])
    return PhotoUse(
        photo=photo.pk,
        caption=row["caption"] or photo.caption,
        alt=row["alt"] or photo.alt,
        placement=row["placement"],
    )
