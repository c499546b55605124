"""Make what is missing of articles' cards."""

import sys
from typing import Any

from django.core.management import BaseCommand, CommandError
from tqdm import tqdm

from articles import sharecards


class Command(BaseCommand):
    help = (
        "Draw the card pictures that articles without a photo lack: after a change of the paper’s"
        " name, or where a task has failed. Stopped, it goes on where it was when it is run again."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        made, failures = 0, list[str]()
        for article_id in tqdm(
            sharecards.missing(), unit="card", file=sys.stderr, disable=not sys.stderr.isatty()
        ):
            try:
                made += sharecards.make(article_id)
            except OSError as error:
                failures.append(f"article {article_id}: {error}")
        self.stdout.write(f"{made} made.")
        if failures:
            listed = "\n".join(failures)
            raise CommandError(f"{len(failures)} could not be made:\n{listed}")
