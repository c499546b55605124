"""What stands where on the home page and on a section's front, and on every list of articles.

What editors arranged (``articles.arrangement``) comes first; the newest fill what is left.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from django.db.models import FilteredRelation, QuerySet
from django.db.models.functions import Now
from django.utils import timezone

from articles import frontpool, readership
from articles.arrangement import LEAD, LENGTHS, Arrangement, Placement
from articles.dependencies import depends_on, holds_until
from articles.models import Article, Front, Kind, Photo, PhotoCaption, Section
from articles.querysets import ArticleQuerySet, cursor_of
from articles.written import WrittenQuery

PAGE_SIZE = 20
LEAD_CANDIDATES = 5
TOP_SIZE = 11
BLOCK_SIZE = 4
PHOTOS_SIZE = 4
MOST_READ_SIZE = 5


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
    """The home page. No article stands twice in it; every part may be empty.

    ``most_read`` is a ranking, which would be a wrong one without what stands above already.
    """

    lead: Article | None = None
    secondary: list[Article] = field(default_factory=list)
    latest: list[Article] = field(default_factory=list)
    photos: list[Article] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    most_read: list[Article] = field(default_factory=list)


@dataclass(frozen=True)
class SectionFront:
    """A section's first page: ``listing`` holds all of it in order, no article twice."""

    listing: Listing
    lead: Article | None = None
    secondary: list[Article] = field(default_factory=list)
    rest: list[Article] = field(default_factory=list)


@dataclass(frozen=True)
class Plan:
    """What is arranged of a front, by hand, and the photos that it names.

    ``at`` is the moment that the front is composed for: of readers' pages None, which is now, and
    ``now`` is that by the database's clock. ``articles`` are those that it may show: the newsroom's
    previews do not tell everybody of everything.
    """

    arrangement: Arrangement = field(default_factory=Arrangement)
    photos: Mapping[int, Photo] = field(default_factory=dict)
    now: datetime = field(default_factory=timezone.now)
    at: datetime | None = None
    articles: ArticleQuerySet = field(default_factory=Article.objects.all)

    @property
    def public(self) -> ArticleQuerySet:
        return self.articles.public(at=self.at)

    def standing(self, pool: Collection[int]) -> dict[str, Placement]:
        return self.arrangement.standing(self.at or self.now, pool)


def _front(shape: None, ids: Sequence[int]) -> QuerySet[Front]:
    """Return the front of a section, or of the home page, once for each photo that it names."""
    fronts = Front.objects.filter(section=ids[0] if ids else None)
    fronts = fronts.annotate(asked_at=Now(), use=FilteredRelation("photos"))
    # "use" is the annotation above.
    return fronts.select_related("current", "use__photo")  # type: ignore[misc]


_FRONT: Final = WrittenQuery(Front, _front)


def load_plan(section: Section | None) -> Plan:
    """Return what readers' page of a section (None: the home page) goes by, in one query."""
    rows = _FRONT.ask(ids=[section.pk] if section else [])
    if not rows or rows[0].current is None:
        return Plan()
    # A front without such photos has no "use" at all.
    photos = [use.photo for row in rows if (use := getattr(row, "use", None))]
    arrangement = Arrangement.from_json(rows[0].current.arrangement)
    asked_at: datetime = rows[0].asked_at  # type: ignore[attr-defined]
    holds_until(arrangement.next_change(asked_at))
    return Plan(arrangement, {photo.pk: photo for photo in photos}, asked_at)


def listing(articles: ArticleQuerySet, *, cursor: str = "") -> Listing:
    """Return a page of the public ones among ``articles``, newest first, in one query.

    Raises:
        InvalidCursor: ``cursor`` is not one that a page gave out.
    """
    if cursor:
        # First of all: of two upper bounds SQLite's index takes the first.
        articles = articles.before(cursor)
    rows = list(articles.public().newest_first().with_card_data()[: PAGE_SIZE + 1])
    page = rows[:PAGE_SIZE]
    return Listing(page, cursor, cursor_of(page[-1]) if len(rows) > PAGE_SIZE else "")


def compose_home(sections: Sequence[Section], plan: Plan | None = None) -> Home:
    """Return the home page with a block for each of ``sections``.

    Runs three queries, one of them for the plan if none is given, and those of the most read.
    """
    depends_on("front")
    plan = load_plan(None) if plan is None else plan
    newest = plan.public.newest_first()
    united = frontpool.united(
        frontpool.cards_of(plan.public, plan.arrangement.articles),
        frontpool.first(newest, TOP_SIZE),
        # As many more as could stand further up.
        frontpool.first(newest.photo_stories(), PHOTOS_SIZE + TOP_SIZE),
    )
    pool = frontpool.by_id(united)
    if not pool:
        return Home()
    top, rest = _fill(pool, plan, pool.values(), pictured_lead=True)
    shown = {article.pk for article in top.values()}
    latest = rest[: TOP_SIZE - len(plan.arrangement.slots)]
    below = rest[len(latest) :]
    photos = [article for article in below if article.kind == Kind.PHOTOS][:PHOTOS_SIZE]
    shown |= {article.pk for article in (*latest, *photos)}
    lead = top.pop(LEAD, None)
    blocks = _blocks(sections, plan, without=shown)
    most_read = readership.most_read(days=1, limit=MOST_READ_SIZE)
    return Home(lead, list(top.values()), latest, photos, blocks, most_read)


def compose_section(section: Section, plan: Plan | None = None) -> SectionFront:
    """Return the first page of a section, in two queries; one for the plan if none is given."""
    plan = load_plan(section) if plan is None else plan
    # Only the newsroom's preview is of another moment.
    shown = None if plan.at is None else plan.public
    pool = frontpool.of_section(section, plan.arrangement.articles, PAGE_SIZE + 1, shown)
    own = [article for article in pool.values() if _is_in(section, article)]
    top, rest = _fill(pool, plan, own)
    room = max(1, PAGE_SIZE - len(top))
    above, below = list(top.values()), rest[:room]
    older = cursor_of(below[-1]) if len(rest) > room else ""
    lead = top.pop(LEAD, None)
    return SectionFront(Listing([*above, *below], "", older), lead, list(top.values()), below)


def _is_in(section: Section, article: Article) -> bool:
    return section.pk in (article.section_id, article.top_section_id)


def _fill(
    pool: Mapping[int, Article],
    plan: Plan,
    candidates: Iterable[Article],
    *,
    pictured_lead: bool = False,
) -> tuple[dict[str, Article], list[Article]]:
    """Return what stands in each slot, and the other candidates; both in order.

    The lead, where nobody chose it, is the newest of the first candidates that has a picture.
    """
    standing = plan.standing(pool)
    by_hand = {name: _dressed(pool[one.article], one, plan) for name, one in standing.items()}
    taken = {article.pk for article in by_hand.values()}
    free = [article for article in candidates if article.pk not in taken]
    top: dict[str, Article] = {}
    for slot in plan.arrangement.slots:
        if slot.name in by_hand:
            top[slot.name] = by_hand[slot.name]
        elif free and not (slot.by_hand_only and slot.name != LEAD):
            is_lead = slot.name == LEAD and pictured_lead
            chosen = _lead_of(free[:LEAD_CANDIDATES]) if is_lead else free[0]
            free.remove(chosen)
            top[slot.name] = chosen
    return top, free


def _dressed(article: Article, placement: Placement, plan: Plan) -> Article:
    """Give the article the words and the photo that it bears on this front, in memory alone."""
    for name in LENGTHS:
        if text := getattr(placement, name):
            setattr(article, name, text)
    photo = plan.photos.get(placement.photo or 0)
    if photo is not None and photo.has_file:
        use = PhotoCaption(article=article, photo=photo, caption=photo.caption, alt=photo.alt)
        article.lead_use = use
    return article


def _lead_of(candidates: Sequence[Article]) -> Article:
    """Return the newest that has a picture to show, or else the newest."""
    pictured = (a for a in candidates if a.lead_caption and a.lead_caption.photo.has_file)
    return next(pictured, candidates[0])


def _blocks(sections: Sequence[Section], plan: Plan, *, without: Collection[int]) -> list[Block]:
    """Return the newest articles of each section but those ``without``; empty ones are left out."""
    if not sections:
        return []
    # One short range of the section's own index each; what cards take besides is joined once:
    # planning it for every section took longer than all of this runs.
    first, *rest = _newest_of_each(sections, plan, without)
    ids = first.union(*rest, all=True) if rest else first
    found = Article.objects.filter(pk__in=ids).with_card_data().newest_first()
    by_section: defaultdict[int | None, list[Article]] = defaultdict(list)
    for article in found:
        by_section[article.top_section_id].append(article)
    return [
        Block(section, by_section[section.pk]) for section in sections if by_section[section.pk]
    ]


def _newest_of_each(
    sections: Sequence[Section], plan: Plan, without: Collection[int]
) -> Iterator[Any]:
    """Yield for each section the ids of its newest articles, as a query and member of a union."""
    public = plan.public.exclude(pk__in=without)
    for section in sections:
        # As a range and an order by the section, that nothing but its own index can serve: through
        # the index of all articles, a section where nothing came lately would be far to seek.
        own = public.filter(top_section__gte=section.pk, top_section__lte=section.pk)
        newest = own.order_by("top_section_id", "-published_at", "-id").values("pk")[:BLOCK_SIZE]
        yield Article.objects.filter(pk__in=newest).order_by().values("pk")
