"""The bar that staff see on readers' pages: asked for after the page, by their browsers alone.

Pages are the same for everybody, so none may say who reads. A browser in which somebody has signed
in to the newsroom carries a mark of its own (``static/js/staffmark.js``), which it sends to nobody;
where the mark is, the page's script (``static/js/staffbar.js``) asks here.
"""

from __future__ import annotations

import re
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from articles import workflow
from articles.rules import Action
from articles.templatetags.desk import desk_ways
from comments.moderation import desk
from comments.moderation.decisions import may_moderate
from newsroom.models import User

#: The end of an article's address in any language of the interface, as in ``articles.urls``.
_ARTICLE: Final = re.compile(r"/.*/[^/]*-a([0-9]{1,18})\.html")

MOST_PATH: Final = 400


@require_safe
@cache_control(private=True, no_store=True)
def bar(request: HttpRequest) -> HttpResponse:
    """Send the bar for ``?page=``, a path on this site; nothing (204) to whoever is no staff.

    What it says of an article is for those who may open it in the newsroom.
    """
    if not (request.user.is_authenticated and request.user.is_active and request.user.is_staff):
        return HttpResponse(status=204)
    user = request.user
    context = {"ways": desk_ways(user)[:1], **_of_article(request, user), **_of_comments(user)}
    response = render(request, "newsroom/toolbar.html", context)
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    return response


def _of_article(request: HttpRequest, user: User) -> dict[str, Any]:
    found = _ARTICLE.fullmatch(request.GET.get("page", "")[:MOST_PATH])
    if found is None:
        return {}
    rows = workflow.visible_to(user).select_related("holder")
    article = rows.defer("body", "folded").filter(pk=int(found[1])).first()
    if article is None:
        return {}
    return {"article": article, "may_edit": workflow.may(user, Action.EDIT, article)}


def _of_comments(user: User) -> dict[str, Any]:
    if not may_moderate(user):
        return {}
    number = desk.waiting_number(user)
    most = desk.MOST_COUNTED
    return {"moderates": True, "waiting": min(number, most), "is_more": number > most}
