from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from comments.recounting import recount


class Command(BaseCommand):
    help = (
        "Count comments, replies, likes and reports again, tell which stored numbers are wrong,"
        " mend them."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="Only tell; change nothing.")

    def handle(self, *args: Any, **options: Any) -> None:
        drifts = recount(repair=not options["dry_run"])
        for drift in drifts:
            self.stdout.write(f"{drift.name} of {drift.pk}: {drift.stored}, is {drift.counted}")
        found = "wrong" if options["dry_run"] else "mended"
        self.stdout.write(f"{found} {len(drifts)}")
