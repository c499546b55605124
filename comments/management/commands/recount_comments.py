from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from comments.moderation import trust
from comments.recounting import recount


class Command(BaseCommand):
    help = (
        "Count comments, replies, likes, reports and writers' records again, tell which stored"
        " numbers are wrong,"
        " mend them."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="Only tell; change nothing.")

    def handle(self, *args: Any, **options: Any) -> None:
        repair = not options["dry_run"]
        drifts = [*recount(repair=repair), *trust.recount(repair=repair)]
        for drift in drifts:
            self.stdout.write(f"{drift.name} of {drift.pk}: {drift.stored}, is {drift.counted}")
        found = "wrong" if options["dry_run"] else "mended"
        self.stdout.write(f"{found} {len(drifts)}")
