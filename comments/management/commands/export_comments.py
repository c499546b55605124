import sys
from argparse import ArgumentParser, ArgumentTypeError
from datetime import datetime
from typing import Any

from django.core.management.base import BaseCommand

from articles.vietnamese.dates import TIME_ZONE
from comments.exchange import export


class Command(BaseCommand):
    help = "Write every comment with its thread, its state, its decisions: JSON Lines, or CSV."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--csv", action="store_true", help="a table instead of JSON Lines")
        parser.add_argument("--since", type=day, metavar="YYYY-MM-DD", help="written from that day")

    def handle(self, *args: Any, **options: Any) -> None:
        write = export.write_table if options["csv"] else export.write_lines
        number = write(self.stdout, export.rows(options["since"]))  # type: ignore[arg-type]
        print(number, file=sys.stderr)


def day(text: str) -> datetime:
    """Return the beginning of a day in the paper's time zone."""
    try:
        return datetime.strptime(text, "%Y-%m-%d").replace(tzinfo=TIME_ZONE)
    except ValueError as error:
        raise ArgumentTypeError(f"{text} is no day (YYYY-MM-DD)") from error
