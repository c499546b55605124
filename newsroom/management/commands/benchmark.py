"""The product's figures, measured where the command runs."""

import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from django.core.management import BaseCommand, CommandError
from tqdm import tqdm

from newsroom.benchmarks import BENCHMARKS, LONG
from newsroom.benchmarks.figures import Figure, Sizes, json_line, table
from newsroom.benchmarks.place import own_place
from newsroom.benchmarks.plot import NoLibrary, draw


class Command(BaseCommand):
    help = (
        "Measure the product, in a database of its own that is gone afterwards. Known: "
        + ", ".join(BENCHMARKS)
        + f". Only where it is named: {', '.join(sorted(LONG))}."
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
                "of how many articles “desks” (20,000), “search” (a million on PostgreSQL, which"
                " takes minutes; 50,000 on SQLite) and “scale” (a million) are to be measured"
            ),
        )
        parser.add_argument(
            "--plot",
            type=Path,
            metavar="FILE.svg",
            help="draw the figures against their targets (needs pip install -e '.[plot]')",
        )
        parser.add_argument(
            "--comments",
            type=int,
            metavar="NUMBER",
            help="with how many comments “scale” is to be measured (five to an article)",
        )
        parser.add_argument(
            "--plans", action="store_true", help="print the query plans of “search” as well"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        names = chosen(options["names"])
        figures = []
        sizes = asked(options.pop("sizes", None) or Sizes(), **options)
        for figure in measured(names, sizes):
            figures.append(figure)
            if options["as_json"]:
                with tqdm.external_write_mode():
                    self.stdout.write(json_line(figure))
                    self.stdout.flush()
        if not options["as_json"]:
            self.stdout.write(table(figures))
        if file := options.get("plot"):
            try:
                draw(figures, file)
            except (NoLibrary, ValueError) as error:
                raise CommandError(str(error)) from error


def asked(
    sizes: Sizes,
    *,
    articles: int | None = None,
    comments: int | None = None,
    plans: bool = False,
    **options: Any,
) -> Sizes:
    """Return ``sizes`` with what the command was told of them.

    Raises:
        CommandError: there are too few for what is measured.
    """
    if articles is not None:
        if articles < sizes.desk_few:
            raise CommandError(f"Give --articles {sizes.desk_few} or more.")
        sizes = replace(sizes, desk_many=articles, search_articles=articles)
        sizes = replace(sizes, scale_articles=articles, scale_comments=5 * articles)
    if comments is not None:
        if comments < sizes.scale_articles:
            raise CommandError(f"Give --comments {sizes.scale_articles} or more.")
        sizes = replace(sizes, scale_comments=comments)
    return replace(sizes, plans=plans)


def chosen(names: list[str]) -> list[str]:
    """Return each of ``names`` once; all that are known, but the longest, where there is none.

    Raises:
        CommandError: one is not known; names those that are.
    """
    for name in names:
        if name not in BENCHMARKS:
            known = ", ".join(BENCHMARKS)
            raise CommandError(f"There is no benchmark “{name}”. There are: {known}.")
    return list(dict.fromkeys(names)) or [name for name in BENCHMARKS if name not in LONG]


def measured(names: list[str], sizes: Sizes) -> Iterator[Figure]:
    """Run each benchmark in a place of its own, with progress where somebody watches."""
    with tqdm(names, disable=not sys.stderr.isatty(), file=sys.stderr, leave=False) as bar:
        for name in bar:
            bar.set_description(name)
            with own_place():
                # Complete before the place goes.
                figures = list(BENCHMARKS[name](sizes))
            yield from figures
