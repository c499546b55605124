"""Where a photo is used, told to each member of staff as far as they may know."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.db.models import F, Q

from articles import workflow
from articles.content import Content
from articles.models import Article, Front, Photo, PhotoCaption

if TYPE_CHECKING:
    from newsroom.models import User

#: Articles that are named; of more, the rest is counted.
MOST: Final = 100


@dataclass(frozen=True)
class Use:
    """An article that uses a photo; ``is_waiting`` where only its newest, unpublished text does."""

    article: Article
    placement: str
    is_waiting: bool = False


@dataclass(frozen=True)
class Uses:
    """The uses that somebody may see, newest first, and how many there are beside them.

    ``fronts`` are those whose arrangement puts one of the photos on an article.
    """

    shown: list[Use]
    hidden: int = 0
    more: int = 0
    fronts: Sequence[Front] = ()

    def __bool__(self) -> bool:
        return bool(self.shown or self.hidden or self.more or self.fronts)

    @property
    def total(self) -> int:
        return len(self.shown) + self.hidden + self.more + len(self.fronts)


def uses_of(photos: Iterable[Photo], user: User) -> Uses:
    """Return every article and front that uses one of ``photos``, in at most five queries."""
    ids = {photo.pk for photo in photos}
    captions = PhotoCaption.objects.filter(photo__in=ids)
    visible = captions.filter(_visible("article__in", user))
    near = visible.select_related("article__section__parent").order_by("-article__changed_at")
    shown = [Use(one.article, str(one.get_placement_display())) for one in near[:MOST]]
    number = visible.count() if len(shown) == MOST else len(shown)
    hidden = captions.count() - number
    waiting = list(_waiting(ids))
    may_open = (
        set(
            Article.objects.filter(
                _visible("pk__in", user), pk__in=[one.pk for one in waiting]
            ).values_list("pk", flat=True)
        )
        if waiting
        else set()
    )
    shown += [Use(one, "", is_waiting=True) for one in waiting if one.pk in may_open]
    hidden += len(waiting) - len(may_open)
    fronts = Front.objects.filter(photos__photo__in=ids).select_related("section__parent")
    return Uses(shown, hidden, number - min(number, MOST), list(fronts.distinct()))


def _visible(field: str, user: User) -> Q:
    """Return the condition of an article that ``user`` may know of: a draft's title is a secret."""
    own = workflow.visible_to(user).values("pk")
    return Q(**{field: own}) | Q(**{field: Article.objects.public().values("pk")})


def _waiting(photos: set[int]) -> Iterator[Article]:
    """Yield public articles whose changes on their way to readers bring one of ``photos`` in.

    No row of ``PhotoCaption`` tells of these. Articles with such changes are few at any time.
    """
    changed = Article.objects.filter(live_revision__isnull=False).exclude(
        newest_revision=F("live_revision")
    )
    changed = changed.exclude(captions__photo__in=photos)
    for article in changed.select_related("newest_revision", "section__parent"):
        if article.newest_revision is None:
            continue
        content = Content.from_json(article.newest_revision.content)
        if photos & {use.photo for use in content.uses()}:
            yield article


def readers_of(photo: Photo) -> int:
    """Return how many public articles show the photo."""
    return Article.objects.public().filter(captions__photo=photo).count()
