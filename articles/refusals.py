"""Why a file cannot become a photo, in sentences for the person who sent it."""

from __future__ import annotations

from typing import Final

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from articles.darkroom.refusals import Refused

SENTENCES: Final = {
    "empty": _("The file is empty."),
    "heavy": _("The file is larger than 40 MB: save it smaller and try again."),
    "no_picture": _("This is not a picture that can be used: send JPEG, PNG, WebP, AVIF or GIF."),
    "other_format": _("{name} files cannot be used: save the picture as JPEG and send that."),
    "no_heic": _(
        "HEIC pictures cannot be opened here: send the photo as JPEG. On an iPhone, choose"
        " “Most Compatible” in Settings, Camera, Formats."
    ),
    "broken": _("The picture is broken or cut off: send the file once more."),
    "pixels": _("The picture has more than 64 megapixels: save it smaller and try again."),
    "small": _("The picture is too small or too narrow: each side needs at least 100 pixels."),
    "memory": _(
        "The picture takes too much memory to open: save it as an ordinary JPEG (not"
        " progressive), or smaller, and try again."
    ),
    "slow": _("The picture took too long to open: save it as JPEG, or smaller, and try again."),
}
NOT_NOW: Final = _("Pictures cannot be opened just now: try again in a few minutes.")


class UnusableImage(ValueError):
    """A file that cannot become a photo; the text says why, to the person who sent it."""

    @classmethod
    def because(cls, refused: Refused) -> UnusableImage:
        """Return the error that says in a sentence what ``refused`` says in a word."""
        return cls(format_lazy(SENTENCES[refused.reason], name=refused.detail))


class NotNow(UnusableImage):
    """Nothing is wrong with the file: this machine has no room or no process for it."""

    def __init__(self) -> None:
        super().__init__(NOT_NOW)
