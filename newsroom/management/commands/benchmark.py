"""The product's figures, measured where the command runs."""

import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from django.core.management import BaseCommand, CommandError
from tqdm import tqdm

from newsroom.benchmarks import BENCHMARKS
from newsroom.benchmarks.figures import Figure, Sizes, json_line, table
from newsroom.benchmarks.place import own_place


class Command(BaseCommand):
    help = (
        "Measure the product, in a database of its own that is gone afterwards. Known: "
        + ", ".join(BENCHMARKS)
        + "."
    )
    # Tests measure little.
    stealth_options = ("sizes",)

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("names", nargs="*", metavar="NAME", help="what to measure (all)")
        parser.add_argument(
            "--json", action="store_true", dest="as_json", help="print one object a line"
        )

        parser.add_argument(
            "--articles",
            type=int,
            metavar="NUMBER",
            help=(
                "of how many articles “desks” (20,000) and “search” (a million on PostgreSQL, which"
                " takes minutes; 50,000 on SQLite) are to be measured"
            ),
        )
        parser.add_argument(
            "--plans", action="store_true", help="print the query plans of “search” as well"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        names = chosen(options["names"])
        figures = []
        sizes = options.get("sizes") or Sizes()
        if articles := options["articles"]:
            if articles < sizes.desk_few:
                raise CommandError(f"Give --articles {sizes.desk_few} or more.")
            sizes = replace(sizes, desk_many=articles, search_articles=articles)
        if options.get("plans"):
            sizes = replace(sizes, plans=True)
        for figure in measured(names, sizes):
            figures.append(figure)
            if options["as_json"]:
                with tqdm.external_write_mode():
                    self.stdout.write(json_line(figure))
                    self.stdout.flush()
        if not options["as_json"]:
            self.stdout.write(table(figures))


def chosen(names: list[str]) -> list[str]:
    """Return each of ``names`` once, or all that are known where there is none.

    Raises:
        CommandError: one is not known; names those that are.
    """
    for name in names:
        if name not in BENCHMARKS:
            known = ", ".join(BENCHMARKS)
            raise CommandError(f"There is no benchmark “{name}”. There are: {known}.")
    return list(dict.fromkeys(names)) or list(BENCHMARKS)


def measured(names: list[str], sizes: Sizes) -> Iterator[Figure]:
    """Run each benchmark in a place of its own, with progress where somebody watches."""
    with tqdm(names, disable=not sys.stderr.isatty(), file=sys.stderr, leave=False) as bar:
        for name in bar:
            bar.set_description(name)
            with own_place():
                # Complete before the place goes.
                figures = list(BENCHMARKS[name](sizes))
            yield from figures
