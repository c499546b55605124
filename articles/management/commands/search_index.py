"""Readers' search, made anew from what is live."""

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management import BaseCommand
from tqdm import tqdm

from articles.models import SearchEntry
from articles.searching import external, index


class Command(BaseCommand):
    help = (
        "Enter articles for readers' search: those that it lacks and those of which a name has"
        " changed, or all of them. Safe while the site runs, to stop and to begin again."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--all", action="store_true", help="enter every article again")

    def handle(self, *args: Any, **options: Any) -> None:
        """Go through the articles in batches, each in its own transaction."""
        removed, _by_model = SearchEntry.objects.exclude(article__in=index.released()).delete()
        everything = index.released().newest_first() if options["all"] else index.missing()
        pks = list(everything.values_list("pk", flat=True))
        entered = 0
        with tqdm(total=len(pks), disable=not sys.stderr.isatty(), file=sys.stderr) as bar:
            for number in index.batches(pks):
                entered += number
                bar.update(number)
        while stale := index.refresh_stale():
            entered += stale
        self.stdout.write(f"entered {entered} articles, removed {removed}")
        if (told := self._tell(pks if options["all"] else [])) is not None:
            self.stdout.write(f"told the search backend of {told} articles")

    def _tell(self, pks: list[int]) -> int | None:
        """Give another search backend than the database every article, if there is one."""
        if not isinstance(external.finder(), external.External):
            return None
        external.make_ready()
        for start in range(0, len(pks), index.BATCH):
            external.tell(pks[start : start + index.BATCH])
        return len(pks)
