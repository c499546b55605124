"""How many queries each kind of page runs, with few rows and with many."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles.fronts import TOP_SIZE
from newsroom.benchmarks.figures import Figure, Sizes
from newsroom.benchmarks.paper import PLACE, TAG, Paper

#: What a page for readers may run at most.
MOST: Final = 6


#: Rows of each of a desk's lists: more than it shows at once.
DESK_ROWS: Final = 12


@dataclass(frozen=True)
class Kind:
    """A kind of page; ``is_public`` ones are held to ``MOST``, all to the same with any rows."""

    name: str
    address: Callable[[Paper], str]
    is_public: bool = True


HOME: Final = Kind("home", lambda paper: reverse("articles:home"))
PUBLIC: Final = (
    Kind("section", lambda paper: paper.sections[0].get_absolute_url()),
    Kind("article", lambda paper: paper.articles[0].get_absolute_url()),
    Kind("author", lambda paper: paper.author.get_absolute_url()),
    Kind("keyword", lambda paper: reverse("articles:tag", args=[TAG])),
    Kind("authors", lambda paper: reverse("articles:authors")),
    Kind("keywords", lambda paper: reverse("articles:tags")),
    Kind("archive", lambda paper: reverse("articles:archive")),
    Kind("most-read", lambda paper: reverse("articles:most-read")),
    Kind("search", lambda paper: f"{reverse('articles:search')}?{urlencode({'q': PLACE})}"),
    Kind("feed", lambda paper: reverse("machines:feed")),
    Kind("comments", lambda paper: reverse("comments:page", args=[paper.articles[0].pk])),
)


def _admin_list(name: str) -> Kind:
    return Kind(f"admin-{name}", lambda paper: reverse(f"admin:{name}_changelist"), is_public=False)


def _desk(name: str) -> Kind:
    address = f"admin:articles_article_{name}"
    return Kind(f"admin-desk-{name}", lambda paper: reverse(address), is_public=False)


ADMIN: Final = tuple(
    _admin_list(name)
    for name in (
        "articles_article",
        "articles_photo",
        "articles_author",
        "articles_tag",
        "articles_section",
        "comments_comment",
        "newsroom_user",
    )
) + tuple(_desk(name) for name in ("own", "desk", "today"))


def measure(sizes: Sizes) -> Iterator[Figure]:
    """Count with one row of everything, then with ``sizes.rows``.

    The home page is counted first with as many articles as give each part of it one: with a
    single article it has no blocks, and what would be loaded for them is not.
    """
    paper = Paper()
    client = Client()
    client.force_login(paper.staff)
    _grow(paper, 1, comments=1)
    few = {kind.name: _count(client, kind, paper) for kind in (*PUBLIC, *ADMIN)}
    paper.grow(TOP_SIZE + 1)
    few[HOME.name] = _count(client, HOME, paper)
    _grow(paper, sizes.rows, comments=sizes.rows - 1)
    for kind in (HOME, *PUBLIC, *ADMIN):
        yield _figure(kind, few[kind.name], _count(client, kind, paper))


def _grow(paper: Paper, rows: int, *, comments: int) -> None:
    paper.grow(rows)
    paper.grow_sections(rows)
    paper.grow_desk(min(rows, DESK_ROWS))
    paper.add_comments(paper.articles[0], comments, waiting=comments)


def _count(client: Client, kind: Kind, paper: Paper) -> int:
    """Return how many queries the page runs once the process is warm."""
    address = kind.address(paper)
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        response = client.get(address)
    if response.status_code != 200:
        raise RuntimeError(f"{address} answered {response.status_code}")
    return len(queries)


def _figure(kind: Kind, few: int, many: int) -> Figure:
    # A list of the newsroom's has no target of its own but not to grow with its rows.
    target = MOST if kind.is_public else few
    return Figure(
        name=f"queries.{kind.name}",
        value=many,
        unit="queries",
        target=target,
        holds=many <= min(few, target),
        against=few,
    )
