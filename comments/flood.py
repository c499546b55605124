"""Whether a network presses more often than people do. It only keeps programs busy elsewhere:
what may be there once is there once by the database.
"""

from __future__ import annotations

import time
from collections import Counter
from threading import Lock
from typing import Final

from django.core.cache import cache

from comments.senders import sender_of

#: Likes and reports from one network in a minute: many readers may share one.
MOST_A_MINUTE: Final = 120
#: Networks that a process counts by itself in a minute; with more than that it begins anew.
MOST_NETWORKS: Final = 10_000


class Gate:
    """Counts presses by network and minute in the cache; without one, each process by itself."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._minute = 0
        self._own: Counter[str] = Counter()

    def floods(self, address: str) -> bool:
        """Count one more press from the network of ``address``; say whether that is too many."""
        sender = sender_of(address)
        if not sender:
            return False
        minute = int(time.time() // 60)
        key = f"press-{sender}-{minute}"
        cache.add(key, 0, timeout=120)
        try:
            return cache.incr(key) > MOST_A_MINUTE
        except ValueError:  # there is no cache, or it was thrown out in between
            return self._count(sender, minute) > MOST_A_MINUTE

    def _count(self, sender: str, minute: int) -> int:
        with self._lock:
            if minute != self._minute or len(self._own) >= MOST_NETWORKS:
                self._minute = minute
                self._own.clear()
            self._own[sender] += 1
            return self._own[sender]


gate: Final = Gate()
