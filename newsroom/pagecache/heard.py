"""What has been heard of changes, and what is held found by its keys."""

from __future__ import annotations

from collections import OrderedDict, defaultdict
from collections.abc import Collection
from typing import Final, Generic, NamedTuple, Protocol, TypeVar

#: Keys of which it is remembered when they changed last.
REMEMBERED: Final = 50_000


class Change(NamedTuple):
    """A change as who keeps pages hears of it; ``takes_away`` as of ``PageChange``."""

    number: int
    keys: list[str]
    takes_away: bool


class Heard:
    """The last change of each key, from some change on; ``number`` is that of the last of all."""

    def __init__(self) -> None:
        self.number = -1
        self._changed: dict[str, int] = {}
        # From when on it has been listened.
        self._since = -1

    def begin(self, number: int) -> None:
        """Listen from ``number`` on; -1 for not at all yet."""
        self._changed.clear()
        self.number = self._since = number

    def note(self, change: Change) -> None:
        self._changed.update(dict.fromkeys(change.keys, change.number))
        self.number = max(self.number, change.number)

    def shorten(self) -> None:
        """Forget where too much is remembered: what is being made right now will not be kept, the
        next will."""
        if len(self._changed) > REMEMBERED:
            self.begin(self.number)

    def reaches(self, number: int) -> bool:
        """Say whether it has been listened since that change."""
        return number >= self._since

    def is_true(self, keys: Collection[str], number: int) -> bool:
        """Say whether nothing of ``keys`` has changed after ``number``, up to our own; what has not
        been listened to may have been a change. A number above ours is of another database."""
        if not self._since <= number <= self.number or self.number < 0:
            return False
        return all(self._changed.get(key, -1) <= number for key in keys)


class Item(Protocol):
    """What is held: made from ``keys``, taking ``size`` bytes."""

    @property
    def keys(self) -> Collection[str]: ...

    @property
    def size(self) -> int: ...


T = TypeVar("T", bound=Item)


class Index(Generic[T]):
    """Items by name, in an order of their own (the first has gone unused for the longest)."""

    def __init__(self) -> None:
        self.size = 0
        self._items: OrderedDict[str, T] = OrderedDict()
        self._by_key: defaultdict[str, set[str]] = defaultdict(set)

    def __len__(self) -> int:
        return len(self._items)

    def __contains__(self, name: str) -> bool:
        return name in self._items

    def get(self, name: str) -> T | None:
        return self._items.get(name)

    def items(self) -> list[tuple[str, T]]:
        return list(self._items.items())

    def first(self) -> str:
        return next(iter(self._items))

    def use(self, name: str) -> None:
        """Put the item of that name behind all others."""
        self._items.move_to_end(name)

    def put(self, name: str, item: T) -> None:
        self.pop(name)
        self._items[name] = item
        self.size += item.size
        for key in item.keys:
            self._by_key[key].add(name)

    def pop(self, name: str) -> T | None:
        item = self._items.pop(name, None)
        if item is None:
            return None
        self.size -= item.size
        for key in item.keys:
            names = self._by_key[key]
            names.discard(name)
            if not names:
                del self._by_key[key]
        return item

    def made_from(self, key: str) -> list[str]:
        """Return the names of all that was made from ``key``."""
        return list(self._by_key.get(key, ()))

    def clear(self) -> None:
        self._items.clear()
        self._by_key.clear()
        self.size = 0
