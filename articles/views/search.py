"""The search page, and what it suggests while somebody types."""

from __future__ import annotations

import json

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles.masthead import load_masthead
from articles.querysets import InvalidCursor
from articles.searching.asking import Asked, read
from articles.searching.finding import Results, search
from articles.searching.offers import Offers, offers_for
from articles.searching.query import MAX_LENGTH
from articles.searching.statement import TooMuchWork
from articles.searching.suggestions import suggest

#: What htmx may do under this site's policy, and what it need not do.
HTMX = json.dumps(
    {
        "includeIndicatorStyles": False,
        "allowEval": False,
        "selfRequestsOnly": True,
        "historyEnabled": False,
        "timeout": 4000,
    }
)


@require_safe
def search_page(request: HttpRequest) -> HttpResponse:
    """Show what the address asks for; where that is nothing, something else to read.

    What cannot be read or found is said on the page: with 400 (a day), 404 (a section, an author, a
    page that is not there) or 503 (too much to look through).
    """
    masthead = load_masthead()
    asked = read(request.GET, masthead)
    results = _results(asked, request.GET.get("truoc", ""))
    offers = Offers() if results.hits else offers_for(asked.wanted)
    context = {
        "masthead": masthead,
        "asked": asked,
        "query": asked.wanted.query,
        "results": results,
        "offers": [(text, asked.address(text)) for text in offers.shorter],
        "keywords": offers.keywords,
        "newest": offers.newest,
        "first": asked.address(results.query.text),
        "next": asked.address(results.query.text, truoc=results.older),
        "max_length": MAX_LENGTH,
        "htmx_config": HTMX,
    }
    return render(request, "articles/search.html", context, status=asked.status)


def _results(asked: Asked, cursor: str) -> Results:
    """Return a page of results, or none and what is wrong among ``asked.problems``."""
    nothing = Results(asked.wanted.query)
    if asked.problems:
        return nothing
    try:
        results = search(asked.wanted, cursor=cursor)
    except InvalidCursor:
        results = nothing
    except TooMuchWork:
        asked.problems.append(
            _("That is too much to look through at once: add a word, or narrow it down.")
        )
        asked.status = 503
        return nothing
    if cursor and not results.hits:
        asked.problems.append(_("There is no such page of results: begin at the first."))
        asked.status = 404
    return results


@require_safe
def suggestions(request: HttpRequest) -> HttpResponse:
    """Answer with a list for htmx to show: empty where there is nothing to suggest."""
    found = suggest(request.GET.get("q", ""), load_masthead())
    return render(request, "articles/search_suggestions.html", {"found": found})
