"""Holding no more than so many things in the memory of a process, for all of its threads."""

from __future__ import annotations

from collections import OrderedDict
from typing import TypeVar

K = TypeVar("K")
V = TypeVar("V")


def hold(held: OrderedDict[K, V], key: K, value: V, *, most: int) -> None:
    """Put ``value`` behind all others; the first of more than ``most`` are let go."""
    held.pop(key, None)
    held[key] = value
    while len(held) > most:
        try:
            held.popitem(last=False)
        except KeyError:  # another thread was faster
            return
