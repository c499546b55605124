"""What a reader was writing when they went to sign in, kept in their session until they are back.

Where scripts run the browser keeps it itself (``static/js/comments.js``).
"""

from __future__ import annotations

from typing import Final

from django.http import HttpRequest

from comments.models import MAX_BODY

_KEY: Final = "comment_draft"


def keep(request: HttpRequest, article_id: int) -> None:
    """Keep the text that the comment form has sent, instead of any that was kept."""
    body = request.POST.get("body", "")[: 4 * MAX_BODY].replace("\x00", "")
    # No lone surrogates: nothing stores them.
    text = body.encode(errors="replace").decode()
    request.session[_KEY] = {"article": article_id, "body": text}


def take(request: HttpRequest, article_id: int) -> dict[str, str]:
    """Return what the form for ``article_id`` begins with, once; nothing where none was kept."""
    kept = request.session.get(_KEY)
    if not kept or kept["article"] != article_id:
        return {}
    del request.session[_KEY]
    return {"body": kept["body"]}
