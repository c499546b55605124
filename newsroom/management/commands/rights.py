"""Who may do what, as a table for docs/."""

from argparse import ArgumentParser
from typing import Any

from django.core.management import BaseCommand

from newsroom import rights


class Command(BaseCommand):
    help = "Print who may do what with an article, from the code; --write puts it into docs/."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--write", action="store_true", help="write docs/rights.md")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["write"]:
            rights.DOCUMENT.write_text(rights.document())
        else:
            self.stdout.write(rights.table())
