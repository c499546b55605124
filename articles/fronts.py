"""What stands where on the home page, and on every list of articles."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from articles.models import Article, Section
from articles.querysets import ArticleQuerySet, cursor_of

PAGE_SIZE = 20
LEAD_CANDIDATES = 5
TOP_SIZE = 11
BLOCK_SIZE = 4


@dataclass(frozen=True)
class Listing:
    """One page of a list: ``cursor`` is its own, empty on the first page; ``older`` is that of the
    page after it, empty on the last."""

    articles: list[Article]
    cursor: str = ""
    older: str = ""


@dataclass(frozen=True)
class Block:
    """The newest articles of one first-level section; never empty."""

    section: Section
    articles: list[Article]


@dataclass(frozen=True)
class Home:
    """The home page. No article stands twice in it; every part may be empty."""

    lead: Article | None = None
    secondary: list[Article] = field(default_factory=list)
    latest: list[Article] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)


def listing(articles: ArticleQuerySet, *, cursor: str = "") -> Listing:
    """Return a page of the public ones among ``articles``, newest first, in two queries.

    Raises:
        InvalidCursor: ``cursor`` is not one that a page gave out.
    """
    public = articles.public().newest_first().with_card_data()
    if cursor:
        public = public.before(cursor)
    rows = list(public[: PAGE_SIZE + 1])
    page = rows[:PAGE_SIZE]
    return Listing(page, cursor, cursor_of(page[-1]) if len(rows) > PAGE_SIZE else "")


def compose_home(sections: Sequence[Section]) -> Home:
    """Return the home page with a block for each of ``sections``, in at most four queries."""
    top = list(Article.objects.public().newest_first().with_card_data()[:TOP_SIZE])
    if not top:
        return Home()
    lead = _lead_of(top[:LEAD_CANDIDATES])
    others = [article for article in top if article is not lead]
    secondary, latest = others[: LEAD_CANDIDATES - 1], others[LEAD_CANDIDATES - 1 :]
    return Home(lead, secondary, latest, _blocks(sections, without={a.pk for a in top}))


def _lead_of(candidates: Sequence[Article]) -> Article:
    """Return the newest that has a picture to show, or else the newest."""
    pictured = (a for a in candidates if a.lead_caption and a.lead_caption.photo.has_file)
    return next(pictured, candidates[0])


def _blocks(sections: Sequence[Section], *, without: Collection[int]) -> list[Block]:
    """Return the newest articles of each section but those ``without``; empty ones are left out."""
    if not sections:
        return []
    # One short range of the section's own index each, all in one statement. The slice must be
    # inside: a union's members carry no order or limit of their own on every database.
    first, *rest = (_newest_of(section, without) for section in sections)
    by_section: defaultdict[int | None, list[Article]] = defaultdict(list)
    for article in first.union(*rest, all=True).order_by("-published_at", "-id"):
        by_section[article.top_section_id].append(article)
    return [
        Block(section, by_section[section.pk]) for section in sections if by_section[section.pk]
    ]


def _newest_of(section: Section, without: Collection[int]) -> ArticleQuerySet:
    newest = Article.objects.public().in_section(section).exclude(pk__in=without).newest_first()
    rows = Article.objects.filter(pk__in=newest.values("pk")[:BLOCK_SIZE])
    return rows.order_by().with_card_data()
