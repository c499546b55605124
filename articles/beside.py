"""The stories beside an article: related ones, more of its section, the parts of its series.

All of them come in one query of short ranges of indexes; no story comes twice.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import islice
from typing import Any, Final

from django.db.models import Count, IntegerField, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce, Now

from articles.dependencies import depends_on
from articles.models import Article, Section, Series, TaggedArticle
from articles.querysets import ArticleQuerySet
from articles.written import WrittenQuery

RELATED, MORE = 5, 6
# As many as the newsroom may put below an article by hand.
BY_HAND: Final = 10
# Of each keyword its so many newest articles are looked at, of an article so many keywords.
WINDOW, KEYWORDS = 100, 20
# A part further on in its series than this is not numbered.
NUMBERED: Final = 500

LONG_AGO: Final = datetime(1900, 1, 1, tzinfo=UTC)

_BOX = re.compile(r'<aside class="box box--related">.*?</aside>', re.DOTALL)
_LINK = re.compile(r'href="[^"]*-a([0-9]{1,18})\.html["?#]')

_PREVIOUS, _NEXT, _HAND, _KEYWORD, _SECTION = range(5)


@dataclass(frozen=True)
class Part:
    """An article's place in its series, from 1 on; None where it is too far on to be counted."""

    series: Series
    number: int | None = 1
    previous: Article | None = None
    following: Article | None = None


@dataclass(frozen=True)
class Beside:
    """What stands beside an article; every part may be empty."""

    part: Part | None = None
    related: list[Article] = field(default_factory=list)
    more: list[Article] = field(default_factory=list)


def load(article: Article, *, by_hand: Sequence[int], rare: Sequence[int]) -> Beside:
    """Return the public stories beside ``article`` in one query, whatever their number.

    ``by_hand`` are ids of articles in their order, ``rare`` those of keywords that few bear. Its
    section, series and publication time are read from the object, which need not be stored so.
    """
    elsewhere = {article.pk, *linked(article.body)}
    picked = [pk for pk in by_hand if pk not in elsewhere][:BY_HAND]
    depends_on(*(f"article:{pk}" for pk in picked))
    found: defaultdict[int, list[Article]] = defaultdict(list)
    for row in _rows(article, picked, rare[:KEYWORDS], elsewhere):
        found[row.arm].append(row)
    part = _part(article, found)
    seen = {one.pk for one in (part.previous, part.following) if one} if part else set()
    related = [*_unseen(_in_order(found[_HAND], picked), seen, BY_HAND)]
    related += _unseen(_most_shared(found[_KEYWORD]), seen, RELATED - len(related))
    return Beside(part, related, [*_unseen(_newest(found[_SECTION]), seen, MORE)])


def _rows(
    article: Article, picked: Sequence[int], rare: Sequence[int], elsewhere: Collection[int]
) -> Iterable[Article]:
    if article.series_id:  # its neighbours are found by a time
        arms = [*_neighbours(article), *_arms(article.section, picked, rare, elsewhere)]
        return arms[0].union(*arms[1:], all=True)
    section = article.section
    if section is not None:
        depends_on(f"section:{section.pk}")
    shape = (_level(section), len(picked), len(rare))
    if not any(shape):
        return []
    ids = [*([section.pk] if section else []), *picked, *rare, *sorted(elsewhere)]
    return _BESIDE.ask(shape, ids)


def _level(section: Section | None) -> int:
    """Return 1 for a first-level section, 2 for one below, 0 for none."""
    return 0 if section is None else 1 + (section.parent_id is not None)


def _of_shape(shape: tuple[int, int, int], ids: Sequence[int]) -> ArticleQuerySet:
    level, picks, rares = shape
    left = iter(ids)
    section = None
    if level:
        pk = next(left)
        section = Section(pk=pk, parent_id=pk if level == 2 else None)
    picked, rare = [*islice(left, picks)], [*islice(left, rares)]
    first, *others = _arms(section, picked, rare, [*left])
    return first.union(*others, all=True)


_BESIDE: Final = WrittenQuery(Article, _of_shape)


def linked(body: str) -> set[int]:
    """Return the ids of the articles in a body's boxes of related articles."""
    return {int(pk) for box in _BOX.findall(body) for pk in _LINK.findall(box)}


def _arms(
    section: Section | None,
    picked: Sequence[int],
    rare: Sequence[int],
    elsewhere: Collection[int],
) -> Iterator[ArticleQuerySet]:
    public = Article.objects.public().exclude(pk__in=elsewhere)
    if picked:
        yield _cards(public.filter(pk__in=picked), _HAND)
    if rare:
        sharing = public.exclude(pk__in=picked).filter(pk__in=_bearing(rare))
        order = sharing.annotate(shared=_shared(rare)).order_by("-shared", "-published_at", "-id")
        # Two may stand in the series' box.
        yield _cards(order[: RELATED + 2], _KEYWORD, _shared(rare))
    if section:
        others = public.exclude(pk__in=picked).in_section(section).newest_first()
        yield _cards(others[: MORE + RELATED + 2], _SECTION)


def _cards(
    rows: ArticleQuerySet, arm: int, place: Subquery | Coalesce | None = None
) -> ArticleQuerySet:
    """Return ``rows`` with the data of their cards, and the same columns as every other arm.

    A slice must be inside: a union's members carry no order or limit of their own.
    """
    return (
        Article.objects.filter(pk__in=rows.values("pk"))
        .order_by()
        .with_card_data()
        .annotate(
            arm=Value(arm, output_field=IntegerField()),
            place=place or Value(0, output_field=IntegerField()),
        )
    )


# --- By keyword ---------------------------------------------------------------------------------


def _bearing(tags: Sequence[int]) -> Any:
    """Return the ids of the newest articles that bear each of ``tags``."""
    first, *rest = (_newest_with(tag) for tag in tags)
    return first.union(*rest) if rest else first


def _newest_with(tag: int) -> Any:
    """Return the range of the index that holds a keyword's newest articles."""
    uses = TaggedArticle.objects.filter(tag=tag, released_at__lte=Now()).order_by()
    newest = uses.order_by("-released_at", "-content_object_id").values("released_at")
    start = Coalesce(Subquery(newest[WINDOW - 1 : WINDOW]), LONG_AGO)
    return uses.filter(released_at__gte=start).values("content_object_id")


def _shared(tags: Sequence[int]) -> Coalesce:
    """Count those of ``tags`` that an article bears."""
    uses = TaggedArticle.objects.filter(content_object=OuterRef("pk"), tag__in=tags).order_by()
    number = uses.values("content_object").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(number, output_field=IntegerField()), 0)


# --- The series ---------------------------------------------------------------------------------


def _neighbours(article: Article) -> Iterator[ArticleQuerySet]:
    """The public parts before and after; what has no time yet comes after all of them."""
    parts = Article.objects.public().filter(series=article.series_id).exclude(pk=article.pk)
    time = article.published_at
    before = parts
    if time is not None:
        same = Q(published_at=time)
        before = parts.filter(Q(published_at__lt=time) | same & Q(pk__lt=article.pk))
        before = before.filter(published_at__lte=time)
        after = parts.filter(Q(published_at__gt=time) | same & Q(pk__gt=article.pk))
        after = after.filter(published_at__gte=time)
        yield _cards(after.order_by("published_at", "id")[:1], _NEXT)
    counted = Article.objects.filter(pk__in=before.order_by("published_at", "id")[:NUMBERED])
    number = counted.order_by().values("series_id").annotate(number=Count("pk")).values("number")
    place = Coalesce(Subquery(number, output_field=IntegerField()), 0)
    yield _cards(before.newest_first()[:1], _PREVIOUS, place)


def _part(article: Article, found: dict[int, list[Article]]) -> Part | None:
    if article.series is None:
        return None
    previous, following = (next(iter(found[arm]), None) for arm in (_PREVIOUS, _NEXT))
    before: int = getattr(previous, "place", 0)
    number = before + 1 if before < NUMBERED else None
    return Part(article.series, number, previous, following)


# --- The order of what was found ----------------------------------------------------------------


def _in_order(rows: Iterable[Article], ids: Sequence[int]) -> list[Article]:
    places = {pk: place for place, pk in reversed([*enumerate(ids)])}
    return sorted(rows, key=lambda row: places[row.pk])


def _most_shared(rows: Iterable[Article]) -> list[Article]:
    return sorted(
        rows,
        key=lambda row: (row.place, row.published_at, row.pk),
        reverse=True,
    )


def _newest(rows: Iterable[Article]) -> list[Article]:
    return sorted(rows, key=lambda row: (row.published_at, row.pk), reverse=True)


def _unseen(rows: Iterable[Article], seen: set[int], most: int) -> Iterator[Article]:
    """Give the first ``most`` that are not in ``seen``, and put them there."""
    for row in rows:
        if most <= 0:
            return
        if row.pk not in seen:
            seen.add(row.pk)
            most -= 1
            yield row
