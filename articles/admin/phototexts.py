"""Writing a photo's texts, from whichever page."""

from __future__ import annotations

from typing import Any

from django.contrib.admin import ModelAdmin
from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext as _

from articles import renditions
from articles.admin.staff import member
from articles.forms.phototexts import PhotoTextsForm
from articles.models import Photo
from articles.photorights import may_change
from articles.uploads import Refused


@transaction.atomic
def write(
    admin: ModelAdmin[Photo], request: HttpRequest, photo_id: int, form_class: type[PhotoTextsForm]
) -> Any:
    """Keep the fields that were sent, all of them or none; return the form.

    Nothing is kept where the form has errors. The photo is held meanwhile: neither its
    renditions nor its file can change between what is read and what is written.

    Raises:
        Refused: the photo is gone, or not theirs to change.
    """
    photo = Photo.objects.select_for_update().filter(pk=photo_id).first()
    if photo is None:
        raise Refused(404, _("The photo has been deleted since."))
    if not may_change(member(request), photo):
        raise Refused(403, _("You may not change this photo."))
    form: Any = form_class(request.POST, instance=photo)
    if form.is_valid() and form.changed_data:
        form.save()
        if renditions.STATED & set(form.changed_data):
            renditions.restate(photo)
        admin.log_change(request, photo, admin.construct_change_message(request, form, []))
    return form
