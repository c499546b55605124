"""Another text for a stored comment: all that is kept of a text is made again from the new one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from comments.models import Comment, CommentSketch
from comments.moderation import sketches
from comments.moderation.arrivals import Arrival
from comments.moderation.steps import letters_of, likeness_of, links, shouting, words

# What these find stands in the text alone, at places that are others in another text.
STEPS: Final = {"links": links, "shouting": shouting, "words": words}


def changed(comment: Comment, texts: Mapping[str, str]) -> dict[str, Any]:
    """Return the columns that change where ``name`` or ``body`` become what ``texts`` says.

    What the rules found in the old text is looked for again; what they found by other ways stays.
    """
    if not texts:
        return {}
    new = Comment(name=comment.name, body=comment.body, email=comment.email)
    for name, text in texts.items():
        setattr(new, name, text)
    reasons = [one for one in comment.reasons if _step(one) not in STEPS]
    for step in STEPS.values():
        reasons += [{"step": found.step, **found.detail} for found in step(Arrival(new))]
    columns = {"folded": new.folded_text(), "likeness": likeness_of(new.body), "reasons": reasons}
    return {**texts, **columns}


def keep_sketches(comments: Iterable[Comment]) -> None:
    """Make the sketches of these comments again, from the texts that they have now."""
    ids = [comment.pk for comment in comments]
    if not ids:
        return
    CommentSketch.objects.filter(comment__in=ids).delete()
    for row in Comment.objects.filter(pk__in=ids).only("body", "created_at"):
        sketches.keep(row, letters_of(row.body))


def _step(reason: Any) -> str:
    return str(reason.get("step")) if isinstance(reason, dict) else ""
