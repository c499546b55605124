"""Being told to stop, without leaving anything behind."""

from __future__ import annotations

import signal
import sys
from types import FrameType, TracebackType
from typing import Any, Final, NoReturn, Self

SIGNALS: Final = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
#: After how long, in seconds, an end that came to nothing is tried again.
AGAIN: Final = 0.01


class Stop:
    """Let the signals that end a process end the body as an exception, once.

    Whoever begins to clear away sets ``clearing``: from then on a signal waits for the end. Where
    the exception meets what Python lets nothing out of (a finalizer), it is raised again.
    Must run in the main thread.

    Raises:
        SystemExit: with 128 and the signal's number, as a shell reports it.
    """

    def __init__(self) -> None:
        self.clearing = False
        self._number: int | None = None
        self._raised: SystemExit | None = None
        self._before: dict[signal.Signals, Any] = {}

    def __enter__(self) -> Self:
        handlers = {**dict.fromkeys(SIGNALS, self._take), signal.SIGALRM: self._again}
        self._before = {one: signal.signal(one, handler) for one, handler in handlers.items()}
        self._hook, sys.unraisablehook = sys.unraisablehook, self._lost
        return self

    def _take(self, number: int, frame: FrameType | None) -> None:
        is_first, self._number = self._number is None, number
        if is_first and not self.clearing:
            self._end()

    def _end(self) -> NoReturn:
        self._raised = SystemExit(128 + (self._number or 0))
        raise self._raised

    def _lost(self, unraisable: sys.UnraisableHookArgs) -> None:
        """Hear of an exception that nobody will catch: of ours, soon raise another."""
        if self._raised is not None and unraisable.exc_value is self._raised:
            signal.setitimer(signal.ITIMER_REAL, AGAIN)
        else:
            self._hook(unraisable)

    def _again(self, number: int, frame: FrameType | None) -> None:
        if not self.clearing:
            self._end()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        signal.setitimer(signal.ITIMER_REAL, 0)
        sys.unraisablehook = self._hook
        for one, handler in self._before.items():
            signal.signal(one, handler)
        if error is None and self._number is not None:
            raise SystemExit(128 + self._number)
