"""What the scripts of the photos in an article say on the page."""

from __future__ import annotations

from django.utils.translation import gettext as _


def texts() -> dict[str, str]:
    """Return the sentences of ``static/newsphoto``, with {names} of what it puts in."""
    return {**_of_dialog(), **_of_uploads(), **_of_widgets(), **_of_rows()}


def _of_dialog() -> dict[str, str]:
    return {
        "choose": _("Choose photos"),
        "chooseOne": _("Choose a photo"),
        "details": _("Photos in the text"),
        "detailsOne": _("Caption and alternative text"),
        "next": _("Continue"),
        "nextMany": _("Continue with {number}"),
        "insert": _("Insert"),
        "save": _("Done"),
        "take": _("Use this photo"),
        "none": _("No photo has these words."),
        "noneMine": _("You have not uploaded any photo yet."),
        "empty": _("There is no photo yet: upload the first."),
        "chosenNone": _("Choose a photo first."),
        "failed": _("There is no answer: look at the network, try again."),
        "credit": _("Photo: {name}"),
        "noCredit": _("(no credit)"),
        "up": _("Further up: {name}"),
        "down": _("Further down: {name}"),
        "remove": _("Take out: {name}"),
        "drag": _("Drag to another place"),
        "askCredit": _("Say whose photo it is: without a credit it cannot be published."),
        "askAlt": _("Say what is to be seen: without alternative text it cannot be published."),
        "again": _("Press once more to go on without."),
    }


def _of_uploads() -> dict[str, str]:
    return {
        "uploading": _("{name}: {percent} %"),
        "working": _("{name}: being looked at …"),
        "uploaded": _("{name} is in the library."),
        "known": _("{name} was in the library already."),
        "refused": _("{name} could not be taken: {reason}"),
        "looksLike": _("{name} looks like a photo that the library has. Which is it?"),
        "useThat": _("Take that one"),
        "isNew": _("It is another photo: keep both"),
        "stop": _("Stop: {name}"),
    }


def _of_widgets() -> dict[str, str]:
    return {
        "photo": _("Photo"),
        "gallery": _("Gallery"),
        "caption": _("Caption: write it here"),
        "galleryTitle": _("Title of the gallery (may be empty)"),
        "gone": _("This photo is no longer in the library."),
        "coming": _("The photo is being loaded …"),
        "lacksCredit": _("No credit"),
        "lacksAlt": _("No alternative text"),
        "lacksSome": _("Some photos lack credit or alternative text"),
        "tools": _("Tools of the photo"),
        "column": _("Column"),
        "wide": _("Wide"),
        "side": _("At the side"),
        "edit": _("Texts"),
        "editGallery": _("Photos and order"),
        "replace": _("Other photo"),
        "higher": _("Up"),
        "lower": _("Down"),
        "out": _("Take out"),
    }


def _of_rows() -> dict[str, str]:
    return {
        "rowChoose": _("Choose a photo"),
        "rowChange": _("Choose another photo"),
        "story": _(
            "A photo story is told by its photos: put them into the text one after another, with"
            " the button “Photo”, each with its caption; a few words between them are enough."
        ),
    }
