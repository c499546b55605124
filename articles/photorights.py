"""Who may do what with a photo of the library."""

from __future__ import annotations

from typing import TYPE_CHECKING

from articles.models import Photo

if TYPE_CHECKING:
    from articles.querysets import PhotoQuerySet
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


def changeable_by(photos: PhotoQuerySet, user: User) -> PhotoQuerySet:
    """Keep the photos that ``user`` may change: ``may_change`` for many, in one query."""
    if not user.has_perm("articles.change_photo"):
        return photos.none()
    if user.has_perm("articles.publish_article"):
        return photos
    public = Photo.objects.public().values("pk")
    return photos.filter(uploaded_by=user).exclude(pk__in=public)


def may_download(user: User, photo: Photo) -> bool:
    """Say whether ``user`` may have the file as it came, with all that it says of who took it."""
    if not user.has_perm("articles.view_photo"):
        return False
    return photo.uploaded_by_id == user.pk or user.has_perm("articles.edit_others_article")
