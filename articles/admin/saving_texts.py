"""What the saving script says on the page."""

from __future__ import annotations

from django.utils.translation import gettext as _


def texts() -> dict[str, str]:
    """Return the sentences of ``static/js/saving``, with {names} of what it puts in."""
    return {
        "idle": _("What you write is saved by itself."),
        "writing": _("Writing …"),
        "writingAfter": _("Writing … (last saved at {time})"),
        "saving": _("Saving …"),
        "saved": _("Saved at {time}"),
        "empty": _("Not saved yet: write a title, a lead or the text."),
        "offline": _("No network: kept in this browser, will be sent when the network is back."),
        "offlineUnkept": _(
            "No network, and this browser keeps nothing: do not close the page before it is saved."
        ),
        "away": _("The server does not answer: kept in this browser, tried again by itself."),
        "awayUnkept": _(
            "The server does not answer, and this browser keeps nothing: do not close the page."
        ),
        "problem": _("Not saved: {text}"),
        "failed": _("the server did not take it ({status}). It is tried again by itself."),
        "expired": _("Your sign-in has ended. What you write stays here: sign in again."),
        "expiredButton": _("Sign in again"),
        "aside": _("{name} saved this article before you. Yours is kept aside ({time})."),
        "asideLink": _("See both texts side by side"),
        "files": _("New photos are kept only when you press “Save draft”."),
        "waiting": _("Rows without a photo are not saved yet."),
        "unkept": _("This browser keeps no drafts: without the network nothing is kept."),
        "people": _("Have this article open: {names}"),
        "person": _("{name} (since {time})"),
        "myself": _("you in another window (since {time})"),
        "newer": _("{name} saved a new text at {time}."),
        "newerSelf": _("You saved a new text in another window at {time}."),
        "reload": _("Load the new text"),
        "offer": _("This browser kept what you wrote at {time} and could not send."),
        "restored": _("Restored what you wrote at {time}; it is being sent."),
        "discardQuestion": _("Throw away what you wrote at {time}? It cannot be brought back."),
    }
