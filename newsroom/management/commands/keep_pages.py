"""Keeping the files of finished pages true."""

import sys
from argparse import ArgumentParser
from functools import partial
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, CommandError
from django.db import connection

from newsroom.pagecache import guarding
from newsroom.pagecache.files import Folder, NotRemoved
from newsroom.pagecache.keeping import Day
from newsroom.pagecache.listening import be_impatient


class Command(BaseCommand):
    help = (
        "Keep the finished pages in PAGES_DIR true: take in what the application hands over, take"
        " away what has changed or is over. Runs until it is told to end; one on each host. When it"
        " ends, however it does, readers get no file any more."
    )
    # Its own process asks the database, not this one.
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--empty",
            action="store_true",
            help="only take away what is there, unless somebody keeps it: after both were killed",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        root = settings.PAGES_DIR
        if root is None:
            raise CommandError(
                "PAGES_DIR is not set: there are no files of finished pages to keep."
            )
        try:
            if options["empty"]:
                root.mkdir(parents=True, exist_ok=True)
                guarding.empty_if_left(root)
                return
            guarding.lock(root)
            code = guarding.guard(root, partial(_work, root))
        except guarding.KeptAlready:
            raise CommandError(
                f"Another process keeps the pages in {root} already: one on each host is enough."
            ) from None
        except (NotRemoved, OSError) as error:
            raise CommandError(f"Finished pages cannot be kept: {error}") from error
        sys.exit(code)


def _work(root: Path, end: int) -> None:
    be_impatient(connection)
    Day(Folder(root), end).run()
