"""Two ``Content``s compared, part by part."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Final, TypeVar

from articles.comparing.alignment import Budget, longest_rising
from articles.comparing.blocks import BlockChange, compare_bodies
from articles.comparing.words import Change, Piece, compare_texts
from articles.content import Content, PhotoUse

_T = TypeVar("_T")

# In the order in which a page prints them.
HEAD: Final = ("kicker", "title", "dateline", "lead")
FOOT: Final = ("byline_note", "source")


@dataclass(frozen=True)
class TextChange:
    """A line that differs; ``name`` is the field's."""

    name: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class Entry:
    """One of a list: an author's id or a keyword. ``SAME`` ones stay in the list."""

    change: Change
    value: int | str


@dataclass(frozen=True)
class PhotoChange:
    """One photo that was added, removed, moved or described otherwise.

    ``caption`` and ``alt`` hold what differs, or the whole of an added or removed one; ``placed``
    is the place it has now where that is another, and ``moved`` says that it comes elsewhere in
    the order.
    """

    change: Change
    photo: int
    caption: tuple[Piece, ...] = ()
    alt: tuple[Piece, ...] = ()
    placed: str = ""
    moved: bool = False


@dataclass(frozen=True)
class Comparison:
    """All that differs; what is empty is the same on both sides.

    ``body`` has all blocks, the unchanged ones too, if any differs. ``section`` are the ids
    before and now; so are ``kind``, ``language`` and ``series``.
    """

    head: tuple[TextChange, ...]
    body: tuple[BlockChange, ...]
    foot: tuple[TextChange, ...]
    section: tuple[int | None, int | None] | None
    authors: tuple[Entry, ...]
    photos: tuple[PhotoChange, ...]
    tags: tuple[Entry, ...]
    kind: tuple[str, str] | None = None
    language: tuple[str, str] | None = None
    series: tuple[int | None, int | None] | None = None
    related: tuple[Entry, ...] = ()

    @property
    def is_empty(self) -> bool:
        lists = (
            self.head,
            self.body,
            self.foot,
            self.authors,
            self.photos,
            self.tags,
            self.related,
        )
        pairs = (self.section, self.kind, self.language, self.series)
        return not any(lists) and all(pair is None for pair in pairs)


def compare(old: Content, new: Content) -> Comparison:
    """Return how ``old`` became ``new``; bodies of any size take about a second at most."""
    budget = Budget()
    body = compare_bodies(old.body, new.body, budget) if old.body != new.body else []
    return Comparison(
        head=_texts(old, new, HEAD, budget),
        body=tuple(body) if any(block.change != Change.SAME for block in body) else (),
        foot=_texts(old, new, FOOT, budget),
        section=_pair(old.section, new.section),
        authors=_entries(old.authors, new.authors),
        photos=_photos(old.photos, new.photos, budget),
        # Keywords have no order that readers see.
        tags=_entries(sorted(old.tags), sorted(new.tags)),
        kind=_pair(old.kind, new.kind),
        language=_pair(old.language, new.language),
        series=_pair(old.series, new.series),
        related=_entries(old.related, new.related),
    )


def _pair(old: _T, new: _T) -> tuple[_T, _T] | None:
    return (old, new) if old != new else None


def _texts(
    old: Content, new: Content, names: Sequence[str], budget: Budget
) -> tuple[TextChange, ...]:
    pairs = [(name, getattr(old, name), getattr(new, name)) for name in names]
    return tuple(
        TextChange(name, tuple(compare_texts(before, after, budget)))
        for name, before, after in pairs
        if before != after
    )


def _entries(old: Sequence[int | str], new: Sequence[int | str]) -> tuple[Entry, ...]:
    """Return both lists as one: what stays and came where it is now, what went at the end."""
    old, new = list(dict.fromkeys(old)), list(dict.fromkeys(new))
    if old == new:
        return ()
    moved = _moved(old, new)
    now = [Entry(_fate(value, old, moved), value) for value in new]
    gone = [Entry(Change.REMOVED, value) for value in old if value not in new]
    return (*now, *gone)


def _fate(value: int | str, old: Sequence[int | str], moved: set[Hashable]) -> Change:
    if value not in old:
        return Change.ADDED
    return Change.MOVED if value in moved else Change.SAME


def _moved(old: Sequence[Hashable], new: Sequence[Hashable]) -> set[Hashable]:
    """Return the fewest that must have moved for the common ones to stand as they do."""
    places = {value: place for place, value in enumerate(old)}
    common = [value for value in new if value in places]
    staying = longest_rising([places[value] for value in common])
    return set(common) - {common[place] for place in staying}


def _photos(
    old: Sequence[PhotoUse], new: Sequence[PhotoUse], budget: Budget
) -> tuple[PhotoChange, ...]:
    before, after = {use.photo: use for use in old}, {use.photo: use for use in new}
    moved = _moved(list(before), list(after))
    now = [_photo(before.get(photo), use, photo in moved, budget) for photo, use in after.items()]
    gone = [_alone(Change.REMOVED, use) for photo, use in before.items() if photo not in after]
    return (*(change for change in now if change is not None), *gone)


def _photo(old: PhotoUse | None, new: PhotoUse, moved: bool, budget: Budget) -> PhotoChange | None:
    if old is None:
        return _alone(Change.ADDED, new)
    if old == new and not moved:
        return None
    texts = [(old.caption, new.caption), (old.alt, new.alt)]
    caption, alt = (
        tuple(compare_texts(one, other, budget)) if one != other else () for one, other in texts
    )
    placed = new.placement if old.placement != new.placement else ""
    only_moved = moved and not (caption or alt or placed)
    change = Change.MOVED if only_moved else Change.CHANGED
    return PhotoChange(change, new.photo, caption, alt, placed, moved)


def _alone(change: Change, use: PhotoUse) -> PhotoChange:
    caption, alt = ((Piece(change, text),) if text else () for text in (use.caption, use.alt))
    return PhotoChange(change, use.photo, caption, alt)
