"""Make what is missing of photos' renditions."""

import sys
from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from typing import Any, Final

from django.core.management import BaseCommand, CommandError
from django.db import connection
from django.db.models import QuerySet
from tqdm import tqdm

from articles import renditions
from articles.darkroom.plan import PLAN
from articles.models import Photo

_AT_ONCE: Final = 500
_MOST_JOBS: Final = 64
Failure = tuple[str, str]


class Command(BaseCommand):
    help = (
        "Make the renditions that photos lack by the present plan: after a change of sizes, or"
        " where a task has failed. Stopped, it goes on where it was when it is run again."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--all",
            action="store_true",
            dest="anew",
            help="those that are there too; if that is stopped, go on without --all",
        )
        parser.add_argument(
            "--jobs", type=jobs, default=1, metavar="NUMBER", help="how many photos at once (1)"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["anew"]:
            with_file().update(plan="")
        total = missing().count()
        made, failures = 0, list[str]()
        bar = tqdm(total=total, unit="photo", file=sys.stderr, disable=not sys.stderr.isatty())
        try:
            with bar:
                for photo, error in results(options["jobs"]):
                    made += not error
                    if error:
                        failures.append(f"photo {photo}: {error}")
                    bar.update()
        except KeyboardInterrupt:
            left = missing().count()
            done = total - left  # those too that were under way
            self.stdout.write(f"Stopped: {done} made, {left} to go. Run this again to go on.")
            sys.exit(130)
        self.stdout.write(f"{made} made.")
        if failures:
            listed = "\n".join(failures)
            raise CommandError(f"{len(failures)} could not be made:\n{listed}")


def jobs(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= _MOST_JOBS:
        raise ArgumentTypeError(f"takes a number from 1 to {_MOST_JOBS}")
    return int(text)


def with_file() -> QuerySet[Photo]:
    return Photo.objects.exclude(original="").exclude(sha256=None)


def missing() -> QuerySet[Photo]:
    return with_file().exclude(plan=PLAN)


def keys() -> Iterator[tuple[int, str]]:
    """Yield id and key of each photo that lacks something, once; never all in memory."""
    last = 0
    while found := list(
        missing().filter(pk__gt=last).order_by("pk").values_list("pk", "key")[:_AT_ONCE]
    ):
        yield from found
        last = found[-1][0]


def results(number: int) -> Iterator[tuple[int, str]]:
    """Make the renditions; yield each photo's id and what went wrong, in the order of their end.

    The work is done in child processes, so threads are enough to have several at once. Whoever
    stops iterating waits for those that have begun.
    """
    if number == 1:
        for photo, key in keys():
            yield photo, attempt(key)
        return
    with ThreadPoolExecutor(number) as pool:
        running: dict[Future[str], int] = {}
        for photo, key in keys():
            running[pool.submit(attempt_in_thread, key)] = photo
            if len(running) == number:
                yield from finished(running)
        while running:
            yield from finished(running)


def finished(running: dict[Future[str], int]) -> list[tuple[int, str]]:
    """Wait for one or more; take them out of ``running`` and return what ``results`` yields."""
    done = wait(running, return_when=FIRST_COMPLETED).done
    return [(running.pop(one), one.result()) for one in done]


def attempt(key: str) -> str:
    """Make one photo's renditions; return what went wrong, or nothing."""
    try:
        renditions.make(key)
    except (renditions.UnusableImage, OSError) as error:
        return str(error) or type(error).__name__
    return ""


def attempt_in_thread(key: str) -> str:
    try:
        return attempt(key)
    finally:
        connection.close()
