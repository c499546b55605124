"""Parts of articles' pages, built before anybody asks for them."""

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management import BaseCommand
from tqdm import tqdm

from articles.built import building


class Command(BaseCommand):
    help = (
        "Build the parts of articles' pages that are missing: after a deploy or an import, so that"
        " the first reader of each page need not wait. Safe while the site runs, to stop and to"
        " begin again."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--newest", type=int, metavar="N", help="only those of the N newest articles"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        pks = building.newest(options["newest"])
        pages = 0
        with tqdm(total=len(pks), disable=not sys.stderr.isatty(), file=sys.stderr) as bar:
            for number in building.build(pks):
                pages += number
                bar.update()
        self.stdout.write(f"built {pages} pages of {len(pks)} articles")
