"""Texts for several photos at once."""

from __future__ import annotations

from typing import Any, Final

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from articles import renditions, tasks
from articles.admin.staff import member
from articles.forms.library import BatchForm
from articles.models import Photo
from articles.photorights import changeable_by
from articles.querysets import PhotoQuerySet

#: Photos that get their texts at once; whoever has more does it again.
MOST: Final = 200
#: Of so many the files are made anew within the answer, where no worker is there to do it.
MOST_AT_ONCE: Final = 5


@admin.action(description=gettext_lazy("Set credit, place…"), permissions=["change"])
def set_texts(
    model_admin: Any, request: HttpRequest, queryset: QuerySet[Photo]
) -> HttpResponse | None:
    """Ask for the texts, and give them to those of the chosen that this person may change."""
    chosen = [photo.pk for photo in queryset[: MOST + 1]]
    photos = Photo.objects.filter(pk__in=chosen[:MOST])
    ours = changeable_by(photos, member(request))
    form = BatchForm(request.POST if "apply" in request.POST else None)
    if form.is_valid():
        changed = _give(ours, form.given(), model_admin, request)
        _report(request, changed, len(chosen[:MOST]) - changed)
        return None
    number = ours.count()
    if not number:
        messages.error(request, _("You may not change any of the photos that you chose."))
        return None
    context = {
        **model_admin.admin_site.each_context(request),
        "title": _("Set texts of several photos"),
        "opts": Photo._meta,
        "form": form,
        "photos": list(ours),
        "left_out": len(chosen[:MOST]) - number,
        "is_capped": len(chosen) > MOST,
        "most": MOST,
        "checkbox": ACTION_CHECKBOX_NAME,
    }
    return TemplateResponse(request, "admin/articles/photo_batch.html", context)


@transaction.atomic
def _give(
    photos: PhotoQuerySet, texts: dict[str, str], model_admin: Any, request: HttpRequest
) -> int:
    """Write ``texts`` into ``photos`` and the record; return how many they were."""
    changed = list(photos.select_for_update(of=("self",)).order_by("pk"))
    at_once = len(changed) if tasks.are_done_elsewhere() else MOST_AT_ONCE
    for number, photo in enumerate(changed):
        differing = [name for name, text in texts.items() if getattr(photo, name) != text]
        for name, text in texts.items():
            setattr(photo, name, text)
        photo.save(update_fields=list(texts))
        if renditions.STATED & set(differing):
            renditions.restate(photo, now=number < at_once)
        fields = [str(getattr(Photo._meta.get_field(name), "verbose_name", "")) for name in texts]
        model_admin.log_change(request, photo, [{"changed": {"fields": fields}}])
    return len(changed)


def _report(request: HttpRequest, changed: int, left_out: int) -> None:
    text = ngettext("%d photo was changed.", "%d photos were changed.", changed) % changed
    if left_out:
        text += (
            " "
            + ngettext(
                "%d was left out: you may not change it.",
                "%d were left out: you may not change them.",
                left_out,
            )
            % left_out
        )
    messages.success(request, text)
