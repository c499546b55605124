"""The shared cache in Redis, which may go away: then it is empty, and nobody waits for it.

Whatever keeps something here does so to save work, or to slow programs down, and is right without
it. So a server that refuses, breaks off or does not answer is left alone for a while: reads find
nothing, writes are dropped, and ``add`` has added nothing. ``incr`` says with ``ValueError`` that
there is nothing to count, as it does of a key that was thrown out.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from threading import Lock
from typing import Any, Final, NamedTuple, TypeVar, cast

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.redis import RedisCache
from redis.backoff import NoBackoff
from redis.exceptions import ConnectionError as NoConnection
from redis.exceptions import RedisError
from redis.retry import Retry

logger = logging.getLogger(__name__)

T = TypeVar("T")

#: Seconds for which a server that has failed is not asked.
PAUSE: Final = 5.0
#: Seconds for a connection, and for an answer. A page may ask several times, but fails only once.
PATIENCE: Final = 0.3
#: Seconds after which an answer is as bad as none: ten like it would be felt.
SLOW: Final = 0.2
#: Deletes a turn that is still whose it was.
GIVE_BACK: Final = """
if redis.call("get", KEYS[1]) == ARGV[1] then redis.call("del", KEYS[1]) end
"""
#: Seconds for which is waited without asking again: far less than a connection waits.
AT_ONCE: Final = 0.05


class Breaker:
    """Whether a server is asked, for all threads of the process."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._lock = Lock()
        self._asleep_until = 0.0
        self._is_away = False

    def may_ask(self) -> bool:
        """Say whether to ask. After a pause one caller tries, and the others go on without."""
        with self._lock:
            now = time.monotonic()
            if now < self._asleep_until:
                return False
            if self._is_away:
                self._asleep_until = now + PAUSE
            return True

    def succeed(self, seconds: float) -> None:
        """Note an answer that took ``seconds``."""
        if seconds > SLOW:
            self.fail(f"it took {seconds:.1f} s to answer")
        elif self._is_away:
            with self._lock:
                self._is_away, self._asleep_until = False, 0.0
            logger.warning("The cache at %s answers again.", self._name)

    def fail(self, why: object) -> None:
        """Leave the server alone; say so once for as long as it is away."""
        with self._lock:
            is_news, self._is_away = not self._is_away, True
            self._asleep_until = time.monotonic() + PAUSE
        if is_news:
            logger.error("The cache at %s is left alone until it answers: %s", self._name, why)


_breakers: Final[dict[str, Breaker]] = {}
_guard: Final = Lock()


def breaker_of(server: str) -> Breaker:
    """Return the process's one breaker for a server: each thread has a cache of its own."""
    # A password in the address is not for the log.
    shown = server.rpartition("@")[2].rpartition("://")[2]
    with _guard:
        return _breakers.setdefault(server, Breaker(shown))


class Turn(NamedTuple):
    """A turn at making, for all, what is to lie at ``wanted``: held at ``key`` by one ``token`` for
    so many seconds; whoever comes meanwhile waits for the ``bell``, which is that token's."""

    key: str
    token: str
    bell: str
    wanted: str
    seconds: int


class GuardedRedisCache(RedisCache):
    """Django's, behind a breaker."""

    def __init__(self, server: str, params: dict[str, Any]) -> None:
        # A connection that the server has closed since is made anew, once; nothing is waited for
        # a second time.
        once = Retry(NoBackoff(), 1, supported_errors=(NoConnection,))
        patience = {"socket_connect_timeout": PATIENCE, "socket_timeout": PATIENCE, "retry": once}
        params["OPTIONS"] = patience | params.get("OPTIONS", {})
        super().__init__(server, params)
        self.breaker = breaker_of(server)

    def _ask(
        self, call: Callable[..., T], *args: Any, without: T, waits: float = 0.0, **kwargs: Any
    ) -> T:
        """Return what the server says, or ``without`` where it is away. It may take its time for
        ``waits`` seconds."""
        if not self.breaker.may_ask():
            return without
        began = time.monotonic()
        try:
            answer = call(*args, **kwargs)
        except (RedisError, OSError) as error:
            self.breaker.fail(error)
            return without
        except ValueError:  # there is nothing to count: an answer too
            self.breaker.succeed(time.monotonic() - began)
            raise
        self.breaker.succeed(time.monotonic() - began - waits)
        return answer

    def add(
        self, key: Any, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None
    ) -> bool:
        return self._ask(super().add, key, value, timeout, version, without=False)

    def get(self, key: Any, default: Any = None, version: int | None = None) -> Any:
        return self._ask(super().get, key, default, version, without=default)

    def set(
        self, key: Any, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None
    ) -> None:
        self._ask(super().set, key, value, timeout, version, without=None)

    def touch(self, key: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        return self._ask(super().touch, key, timeout, version, without=False)

    def delete(self, key: Any, version: int | None = None) -> bool:
        return self._ask(super().delete, key, version, without=False)

    def has_key(self, key: Any, version: int | None = None) -> bool:
        return self._ask(super().has_key, key, version, without=False)

    def get_many(self, keys: Any, version: int | None = None) -> dict[Any, Any]:
        nothing: dict[Any, Any] = {}
        return self._ask(super().get_many, list(keys), version, without=nothing)

    def set_many(
        self, data: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None
    ) -> list[Any]:
        return self._ask(super().set_many, data, timeout, version, without=list(data))

    def delete_many(self, keys: Any, version: int | None = None) -> None:
        self._ask(super().delete_many, list(keys), version, without=None)

    def clear(self) -> None:
        self._ask(super().clear, without=None)

    def take_turn(self, turn: Turn) -> tuple[Any, Any]:
        """Take a turn, unless another has it; return whose token holds it, and what lies at
        ``wanted``, None for nothing. It is one exchange."""
        return self._ask(self._take_turn, self._named(turn), without=(turn.token, None))

    def give_back(self, turn: Turn, made: bytes, *, lasts: int) -> None:
        """Give ``made`` to all who ``wait_for`` the bell, and to who will shortly, and the turn
        back if it is still one's own. It is kept at ``wanted`` for ``lasts`` seconds, not at all
        if that is 0. It is one exchange."""
        self._ask(self._give_back, self._named(turn), made, lasts, without=None)

    def wait_for(self, bell: str) -> bytes | None:
        """Return what is given there, empty where that is nothing; None where nobody has rung
        within ``AT_ONCE`` seconds.

        Takes nothing of the machine meanwhile, as asking again and again would.
        """
        bell = self.make_and_validate_key(bell)
        return self._ask(self._wait_for, bell, without=None, waits=AT_ONCE)

    def _named(self, turn: Turn) -> Turn:
        key, bell, wanted = map(self.make_and_validate_key, (turn.key, turn.bell, turn.wanted))
        return turn._replace(key=key, bell=bell, wanted=wanted)

    def _take_turn(self, turn: Turn) -> tuple[Any, Any]:
        form = self._cache._serializer  # type: ignore[attr-defined]  # the stubs lack it
        with self._cache.get_client(turn.key, write=True).pipeline() as at_once:
            at_once.set(turn.key, form.dumps(turn.token), ex=turn.seconds, nx=True)
            at_once.get(turn.key)
            at_once.get(turn.wanted)
            _taken, whose, found = at_once.execute()
        return form.loads(whose), None if found is None else form.loads(found)

    def _give_back(self, turn: Turn, made: bytes, lasts: int) -> None:
        form = self._cache._serializer  # type: ignore[attr-defined]
        with self._cache.get_client(turn.key, write=True).pipeline() as at_once:
            if lasts:
                at_once.set(turn.wanted, form.dumps(made), ex=lasts)
            at_once.lpush(turn.bell, made)
            at_once.expire(turn.bell, turn.seconds)
            at_once.eval(GIVE_BACK, 1, turn.key, form.dumps(turn.token))
            at_once.execute()

    def _wait_for(self, bell: str) -> bytes | None:
        # A list of one: who takes it out puts it back in the same step, for the next who waits.
        client = self._cache.get_client(bell, write=True)
        return cast("bytes | None", client.brpoplpush(bell, bell, AT_ONCE))

    def incr(self, key: Any, delta: int = 1, version: int | None = None) -> int:
        number = self._ask(super().incr, key, delta, version, without=None)
        if number is None:
            raise ValueError(f"{key!r} cannot be counted: the cache is away.")
        return number
