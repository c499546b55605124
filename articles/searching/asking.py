"""What the search page's address asks for. Nothing that stands there is an error of ours."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Final
from urllib.parse import quote, urlencode

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.masthead import Masthead
from articles.models import Article, Author
from articles.searching.finding import Wanted
from articles.searching.query import read_query, shortened
from articles.vietnamese.text import fold, match_key

BEST: Final = "hop"
#: The page's parameters, apart from the words and the cursor.
FILTERS: Final = ("muc", "tac-gia", "tu", "den", "xep")

_DAY: Final = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_VIETNAMESE_DAY: Final = re.compile(r"([0-9]{1,2})[-/.]([0-9]{1,2})[-/.]([0-9]{4})")
_YEARS: Final = range(1900, 2101)


@dataclass
class Asked:
    """What is ``wanted``, and the texts of the form's fields by their names in the address.

    ``problems`` are sentences on what could not be read, ``status`` what the page answers then.
    """

    wanted: Wanted
    fields: dict[str, str]
    problems: list[str] = field(default_factory=list)
    status: int = 200

    @property
    def is_narrowed(self) -> bool:
        return any(self.fields[name] for name in FILTERS)

    @property
    def author_field(self) -> str:
        return self.fields["tac-gia"]  # a template reads no name with a dash

    def address(self, text: str | None = None, **others: str) -> str:
        """Return the address's query for these words (the same, if None) and filters."""
        fields = {**self.fields, **others}
        pairs = [(name, value) for name, value in fields.items() if value and name != "q"]
        words = self.fields["q"] if text is None else text
        return urlencode([("q", words), *pairs], quote_via=quote)


def read(sent: Mapping[str, str], masthead: Masthead) -> Asked:
    """Return what was asked for, in at most one query: of the author, where one is named."""
    fields = {name: shortened(sent.get(name, "")) for name in ("q", *FILTERS)}
    fields["xep"] = BEST if fields["xep"] == BEST else ""
    asked = Asked(Wanted(read_query(sent.get("q", ""))), fields)
    since, until = _day(asked, fields["tu"]), _day(asked, fields["den"])
    if since and until and since > until:
        since, until = until, since
        fields["tu"], fields["den"] = since.isoformat(), until.isoformat()
    found = masthead.find(fields["muc"]) if fields["muc"] else None
    if fields["muc"] and not found:
        _refuse(asked, 404, _("There is no section of that address: choose one from the list."))
    author = _author(fields["tac-gia"]) if fields["tac-gia"] else None
    if fields["tac-gia"] and not author:
        text = _("No article by “%s” is to be found here.") % fields["tac-gia"]
        _refuse(asked, 404, text)
    asked.wanted = Wanted(
        asked.wanted.query,
        section=found[1] if found else None,
        author=author,
        since=_midnight(since) if since else None,
        until=_midnight(until + timedelta(days=1)) - timedelta(microseconds=1) if until else None,
        best_first=fields["xep"] == BEST,
    )
    return asked


def _refuse(asked: Asked, status: int, text: str) -> None:
    asked.problems.append(text)
    asked.status = max(asked.status, status)


def _day(asked: Asked, text: str) -> date | None:
    if not text:
        return None
    if match := _DAY.fullmatch(text):
        year, month, day = map(int, match.groups())
    elif match := _VIETNAMESE_DAY.fullmatch(text):
        day, month, year = map(int, match.groups())
    else:
        year = month = day = 0
    try:
        if year not in _YEARS:
            raise ValueError(year)
        return date(year, month, day)
    except ValueError:
        _refuse(asked, 400, _("“%s” is no day: write it like 31/12/2025.") % text)
        return None


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))


def _author(name: str) -> Author | None:
    """Return the author of that name or address whom readers know, accents first."""
    public = Article.objects.public().filter(bylines__author=OuterRef("pk"))
    named = Author.objects.filter(Q(slug=name) | Q(folded=fold(name)), Exists(public))
    found = list(named.order_by("pk")[:10])
    key = match_key(name)
    return min(found, key=lambda author: match_key(author.name) != key, default=None)
