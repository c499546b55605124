"""Views of the desk that a moderator keeps under a name."""

from __future__ import annotations

from typing import Final

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from articles.vietnamese.text import clean_line
from comments.desk_answers import answer, refuse
from comments.desk_requests import moderator, numbers_of, query_of, wanted_of
from comments.models import DeskView

# More names than this nobody finds their way among.
MOST: Final = 20


def save(request: HttpRequest) -> HttpResponse:
    """Keep what the desk is narrowed down to under ``ten``; a name used before gets the new one.

    Raises:
        Http404: there is no such view.
    """
    user, query = moderator(request), query_of(wanted_of(request.POST))
    name = clean_line(request.POST.get("ten", ""))[:60].strip()
    if not name or not query:
        return refuse(request, _("Narrow the desk down first, then give that a name."))
    with transaction.atomic():
        others = DeskView.objects.filter(user=user).exclude(name=name)
        if others.count() >= MOST:
            return refuse(request, _("There are many saved views already; delete one first."))
        DeskView.objects.update_or_create(user=user, name=name, defaults={"query": query})
    return answer(request, _("Saved: %(name)s.") % {"name": name})


def delete(request: HttpRequest) -> HttpResponse:
    """Forget a view (``goc-nhin``) of the moderator's own."""
    ids = numbers_of([request.POST.get("goc-nhin", "")])
    DeskView.objects.filter(user=moderator(request), pk__in=ids).delete()
    return answer(request, _("Deleted."))
