"""A sentence for each reason that the rules can have against a comment, and what each is called."""

from __future__ import annotations

from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from comments.moderation.words import View

# What a rule may hold a comment for, as moderators choose among them.
STEPS: Final = {
    "words": gettext_lazy("listed words"),
    "links": gettext_lazy("links"),
    "repeat": gettext_lazy("repeats"),
    "alike": gettext_lazy("nearly the same"),
    "rate": gettext_lazy("many of one sender"),
    "length": gettext_lazy("length"),
    "shouting": gettext_lazy("capitals"),
    "new": gettext_lazy("new writers"),
    "record": gettext_lazy("refused lately"),
    "quick": gettext_lazy("sent at once"),
    "clock": gettext_lazy("time of the form"),
    "trap": gettext_lazy("hidden field filled in"),
    "proof": gettext_lazy("without proof of work"),
    "akismet": "Akismet",
    "classifier": gettext_lazy("the paper's classifier"),
}

VIEWS = {
    View.EXACT: gettext_lazy("as it stands"),
    View.REPEATS: gettext_lazy("with letters repeated"),
    View.DIGITS: gettext_lazy("with digits or signs for letters"),
    View.TYPING: gettext_lazy("in raw Telex or VNI"),
    View.JOINED: gettext_lazy("written apart or together"),
    View.MASKED: gettext_lazy("with stars for letters"),
    View.UNACCENTED: gettext_lazy("without accents"),
}

# By the step, and by what the step has found where that makes a difference.
_FIXED: Final = {
    ("shouting", None): gettext_lazy("mostly capitals"),
    ("length", "long"): gettext_lazy("%(number)d characters, long for an answer"),
    ("length", "short"): gettext_lazy("too short to say anything"),
    ("length", "same"): gettext_lazy("“%(word)s” %(number)d times, hardly anything else"),
    ("quick", None): gettext_lazy("sent %(seconds)s seconds after the form was opened"),
    ("clock", "missing"): gettext_lazy("the form does not say when it was opened"),
    ("clock", "forged"): gettext_lazy("the time at which the form was opened is forged"),
    ("clock", "old"): gettext_lazy("the form was opened more than a day before"),
    ("trap", None): gettext_lazy("a field that nobody sees is filled in"),
    ("proof", "missing"): gettext_lazy("no proof of work during an attack"),
    ("proof", "wrong"): gettext_lazy("the proof of work is wrong"),
    ("proof", "old"): gettext_lazy("the proof of work is too old"),
    ("proof", "used"): gettext_lazy("the proof of work was used before"),
    ("rate", None): gettext_lazy("%(number)d comments of one sender in %(minutes)d minutes"),
    ("rate", "account"): gettext_lazy("%(number)d comments of one account in %(minutes)d minutes"),
    ("rate", "browser"): gettext_lazy("%(number)d comments of one browser in %(minutes)d minutes"),
    ("new", True): gettext_lazy("a guest"),
    ("new", False): gettext_lazy("a new writer"),
    ("record", None): gettext_lazy(
        "%(refused)d of the writer's last %(decided)d comments in %(days)d days were refused"
    ),
    ("akismet", None): gettext_lazy("Akismet takes it for spam"),
    ("akismet", "silent"): gettext_lazy("Akismet does not answer"),
    ("akismet", "unclear"): gettext_lazy("Akismet gives an answer that is none"),
    ("classifier", None): gettext_lazy("the paper's classifier: %(said)s"),
    ("classifier", "silent"): gettext_lazy("the paper's classifier does not answer"),
    ("classifier", "unclear"): gettext_lazy("the paper's classifier gives an answer that is none"),
}
_DIFFERENCE: Final = {
    **{"length": "kind", "clock": "problem", "proof": "problem", "rate": "of", "new": "guest"},
    **{"akismet": "problem", "classifier": "problem"},
}


def sentence(reason: dict[str, Any]) -> str:
    """Return a reason, as it is kept with a comment, in words."""
    step = str(reason.get("step"))
    match step:
        case "words":
            view = VIEWS.get(reason["view"], reason["view"])
            return _("“%(term)s”, %(view)s") % {"term": reason["term"], "view": view}
        case "links":
            text = ngettext("%(number)d link", "%(number)d links", reason["number"])
        case "repeat":
            text = ngettext(
                "the same text %(number)d time in %(days)d days",
                "the same text %(number)d times in %(days)d days",
                reason["number"],
            )
        case "alike":
            text = ngettext(
                "%(number)d text much like it (%(percent)d %%) in %(days)d days",
                "%(number)d texts much like it (up to %(percent)d %%) in %(days)d days",
                reason["number"],
            )
        case _other:
            found = reason.get(_DIFFERENCE.get(step, ""))
            text = str(_FIXED.get((step, found), step.replace("%", "%%")))
    return text % reason
