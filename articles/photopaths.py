"""Addresses of photos' files, of which a page prints some hundred: the resolver is asked once."""

from functools import cache

from django.urls import get_script_prefix, reverse


def photo_path(key: str, width: int, extension: str, *, token: str = "") -> str:
    """Return the path of one rendition; ``token`` is that of a secret link below which it is."""
    if token:
        return reverse("machines:preview-photo", args=[token, key, width, extension])
    return f"{_folder(get_script_prefix())}{key}/{width}.{extension}"


@cache
def _folder(prefix: str) -> str:
    any_key = "0" * 16
    path = reverse("machines:photo", args=[any_key, 1, "jpg"])
    return path.removesuffix(f"{any_key}/1.jpg")
