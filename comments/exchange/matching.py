"""Which article a page of another system is."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Final

from django.utils.translation import gettext as _

from articles.models import Article
from articles.vietnamese.slugs import slugify
from articles.vietnamese.text import match_key
from comments.exchange.foreign import Page, Unreadable, parts_of

# Pages in one query. Addresses have no index of their own: each query looks through the articles.
STEP: Final = 500
_OUR_ID: Final = re.compile(r"(?:-a)?([0-9]{1,18})(?:\.html)?(?:[?#].*)?$")


def read_table(lines: Iterable[str]) -> dict[str, int]:
    """Return article ids by the addresses that the pages had, from a CSV file of the two.

    The second column is an article's id or its address here.

    Raises:
        Unreadable: a line has no such column.
    """
    table: dict[str, int] = {}
    for number, row in enumerate(csv.reader(lines), start=1):
        if not any(cell.strip() for cell in row):
            continue
        found = _OUR_ID.search(row[1].strip()) if len(row) > 1 else None
        if found is None and number == 1:
            continue  # the columns' names
        if found is None:
            text = _("Line %(line)s of the table of articles names no article of ours.")
            raise Unreadable(text % {"line": number})
        table[plain_address(row[0])] = int(found[1])
    return table


def plain_address(address: str) -> str:
    """Return what is equal for ways to write one address: without scheme, ``www.``, last slash."""
    parts = parts_of(address.strip())
    host = (parts.hostname or "").removeprefix("www.")
    query = f"?{parts.query}" if parts.query else ""
    return f"{host}{parts.path.rstrip('/')}{query}"


def match(pages: Iterable[Page], table: Mapping[str, int]) -> dict[str, int]:
    """Return article ids by the pages' keys; pages that no one article stands for are left out.

    The table goes first. Otherwise it is the one article that readers ever had with that headline,
    or with that last part of the address.
    """
    found: dict[str, int] = {}
    known = _existing(set(table.values()))
    remaining = iter(pages)
    while step := list(islice(remaining, STEP)):
        by_slug = _by_slug(step)
        for page in step:
            pk = table.get(plain_address(page.address))
            if pk in known:
                found[page.key] = pk
            elif pk is None and (guess := _guess(page, by_slug)) is not None:
                found[page.key] = guess
    return found


def _existing(ids: set[int]) -> set[int]:
    ordered = iter(sorted(ids))
    known: set[int] = set()
    while step := list(islice(ordered, STEP)):
        known.update(Article.objects.filter(pk__in=step).values_list("pk", flat=True))
    return known


def _by_slug(pages: list[Page]) -> dict[str, list[tuple[int, str]]]:
    """Return ids and headlines of articles by their slugs, those of any of ``pages``."""
    wanted = {slug for page in pages for slug in _slugs(page)}
    rows = Article.objects.filter(slug__in=wanted, live_revision__isnull=False).order_by("pk")
    articles: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
    for pk, slug, title in rows.values_list("pk", "slug", "title"):
        articles[slug].append((pk, match_key(title)))
    return articles


def _slugs(page: Page) -> Iterator[str]:
    yield slugify(page.title)[:140]
    if page.slug:
        yield page.slug


def _guess(page: Page, by_slug: Mapping[str, list[tuple[int, str]]]) -> int | None:
    candidates = {pk: title for slug in _slugs(page) for pk, title in by_slug.get(slug, [])}
    same_title = [pk for pk, title in candidates.items() if title == match_key(page.title)]
    if len(same_title) == 1:
        return same_title[0]
    return next(iter(candidates)) if len(candidates) == 1 and not same_title else None
