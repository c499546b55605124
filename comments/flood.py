"""Whether a network presses more often than people do. It only keeps programs busy elsewhere:
what may be there once is there once by the database.
"""

from __future__ import annotations

import logging
import time
from typing import Final

from django.core.cache import cache
from redis.exceptions import RedisError

from comments.senders import sender_of

logger = logging.getLogger(__name__)

#: Likes and reports from one network in a minute: many readers may share one.
MOST_A_MINUTE: Final = 120
#: Seconds for which a cache that has failed is not asked, so that nobody waits for it.
PAUSE: Final = 10.0


class Gate:
    """Counts presses by network and minute in the cache; without a cache everybody passes."""

    def __init__(self) -> None:
        self._asleep_until = 0.0

    def floods(self, address: str) -> bool:
        """Count one more press from the network of ``address``; say whether that is too many."""
        sender = sender_of(address)
        if not sender or time.monotonic() < self._asleep_until:
            return False
        key = f"press-{sender}-{int(time.time() // 60)}"
        try:
            cache.add(key, 0, timeout=120)
            return cache.incr(key) > MOST_A_MINUTE
        except ValueError:  # it was thrown out in between
            return False
        except (RedisError, OSError):
            self._asleep_until = time.monotonic() + PAUSE
            logger.exception("The cache does not answer: nobody is held up meanwhile.")
            return False


gate: Final = Gate()
