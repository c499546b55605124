"""Who may change a photo of the library."""

from __future__ import annotations

from typing import TYPE_CHECKING

from articles.models import Photo

if TYPE_CHECKING:
    from newsroom.models import User


def may_change(user: User, photo: Photo) -> bool:
    """Let reporters change their own photos until readers have them.

    A photo's credit and picture are read live by every article that uses it, so from then on
    it takes the right to publish.
    """
    if not user.has_perm("articles.change_photo"):
        return False
    if user.has_perm("articles.publish_article"):
        return True
    is_public = Photo.objects.public().filter(pk=photo.pk).exists()
    return photo.uploaded_by_id == user.pk and not is_public
