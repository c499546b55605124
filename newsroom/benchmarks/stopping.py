"""Being told to stop, without leaving anything behind."""

from __future__ import annotations

import signal
from types import FrameType, TracebackType
from typing import Any, Final, Self

SIGNALS: Final = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Stop:
    """Let the signals that end a process end the body as an exception, once.

    Whoever begins to clear away sets ``clearing``: from then on a signal waits for the end.
    Must run in the main thread.

    Raises:
        SystemExit: with 128 and the signal's number, as a shell reports it.
    """

    def __init__(self) -> None:
        self.clearing = False
        self._number: int | None = None
        self._before: dict[signal.Signals, Any] = {}

    def __enter__(self) -> Self:
        self._before = {one: signal.signal(one, self._take) for one in SIGNALS}
        return self

    def _take(self, number: int, frame: FrameType | None) -> None:
        is_first, self._number = self._number is None, number
        if is_first and not self.clearing:
            raise SystemExit(128 + number)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        for one, handler in self._before.items():
            signal.signal(one, handler)
        if error is None and self._number is not None:
            raise SystemExit(128 + self._number)
