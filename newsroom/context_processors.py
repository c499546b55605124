"""What every template can use."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from articles.masthead import load_masthead


def masthead(request: HttpRequest) -> dict[str, Any]:
    """Offer ``masthead`` (an ``articles.masthead.Masthead``), loaded where a template uses it."""
    return {"masthead": SimpleLazyObject(load_masthead)}
