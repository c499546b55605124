"""What lies in the storage of a photo."""

from django.core.files.storage import default_storage

from articles import renditions


def files(photo):
    """Return the names of the files that there are of a photo."""
    place = renditions.folder(photo.key)
    return set(default_storage.listdir(place)[1]) if default_storage.exists(place) else set()


def read(photo, name):
    with default_storage.open(f"{renditions.folder(photo.key)}/{name}") as file:
        return file.read()
