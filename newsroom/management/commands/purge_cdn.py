"""Keep the network in front true: tell it of each change."""

from __future__ import annotations

import signal
import time
from argparse import ArgumentParser
from collections.abc import Iterable
from threading import Event
from typing import Any, Final

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import Error, close_old_connections

from newsroom.cdn import purging, telling
from newsroom.cdn.address import Cdn
from newsroom.pagecache import wake

#: How often the host's mark is looked at, and how often the database, in seconds.
GLANCE, LOOK, LONGEST_PAUSE = 0.05, 0.5, 60.0
EVERYTHING: Final = "purged everything"


class Command(BaseCommand):
    help = "Tell the CDN of each change within a second; run it on any hosts, on more than one too."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--once", action="store_true", help="tell what is due, and end")
        parser.add_argument("--all", action="store_true", help="purge everything, and end")

    def handle(self, *args: Any, **options: Any) -> None:
        cdn: Cdn | None = settings.CDN
        if cdn is None:
            raise CommandError("CDN is not set: there is nothing to purge.")
        try:
            if options["all"]:
                for name in cdn.names:
                    telling.tell_all(cdn, name)
            elif options["once"]:
                for name in cdn.names:
                    purging.step(cdn, name)
            else:
                self._follow(cdn)
        except telling.NotTold as error:
            raise CommandError(str(error)) from error

    def _follow(self, cdn: Cdn) -> None:
        stop = Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stop.set())
        places = [_Place(self, cdn, name) for name in cdn.names]
        mark, looked = -1, 0.0
        while not stop.wait(GLANCE):
            if wake.mark() != mark or time.monotonic() - looked >= LOOK:
                mark, looked = wake.mark(), time.monotonic()
                _tell(places)


def _tell(places: Iterable[_Place]) -> None:
    close_old_connections()
    for place in places:
        place.tell()


class _Place:
    """One place; after a failure it is left alone for twice as long as the time before."""

    def __init__(self, command: BaseCommand, cdn: Cdn, name: str) -> None:
        self._command, self._cdn, self._name = command, cdn, name
        self._pause, self._not_before = 0.0, 0.0

    def tell(self) -> None:
        if time.monotonic() < self._not_before:
            return
        try:
            if purging.step(self._cdn, self._name).everything:
                self._command.stdout.write(f"{self._name}: {EVERYTHING}")
        except (telling.NotTold, Error) as error:
            after = getattr(error, "after", 0.0)
            self._pause = min(max(1.0, self._pause * 2, after), max(LONGEST_PAUSE, after))
            self._not_before = time.monotonic() + self._pause
            self._command.stderr.write(f"{self._name}: {error}; again in {self._pause:.0f} s")
        else:
            self._pause = 0.0
