"""What the uploading script says on the page."""

from __future__ import annotations

from django.utils.translation import gettext as _


def texts() -> dict[str, str]:
    """Return the sentences of ``static/js/uploading``, with {names} of what it puts in."""
    return {
        "waiting": _("Waiting its turn"),
        "sending": _("On its way: {percent} %"),
        "offline": _("No network: goes on by itself when it is back."),
        "away": _("The server does not answer: tried again by itself."),
        "developing": _("Being developed …"),
        "done": _("Stored in the library"),
        "known": _("Already in the library: nothing was stored."),
        "replaced": _("The photo has the new file."),
        "asking": _("Looks like a photo of the library. What is to be done?"),
        "refused": _("Not taken: {text}"),
        "cancelled": _("Cancelled."),
        "expired": _("You are not signed in any more. Sign in in another tab, then continue."),
        "failed": _("The server cannot take it at the moment."),
        "summary": _("{done} of {all} files are through."),
        "summaryWaiting": _("Waiting for you: {number}."),
        "saving": _("Saving …"),
        "saved": _("Saved"),
        "unsaved": _("Not saved yet …"),
        "unsavedOffline": _("Not saved: no network. Tried again by itself."),
        "unsavedProblem": _("Not saved: look at what is marked."),
        "missing": _("Missing: {names}"),
        "applied": _("Put into {number} photos."),
        "appliedNone": _("Write something first."),
        "size": _("{number} MB"),
        "sizeSmall": _("{number} KB"),
        "folder": _("“{name}” cannot be read."),
    }
