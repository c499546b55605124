"""Finished pages, all at once."""

from typing import Any

from django.core.management import BaseCommand
from django.db import transaction

from articles.models import Publication
from articles.signals import public_content_changed
from newsroom.pagecache import log


class Command(BaseCommand):
    help = (
        "Have every finished page made anew, wherever it is kept: after a restore of the database,"
        " or a change that was made in it by hand. Readers need not wait."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        log.leap()
        with transaction.atomic():
            # Every page prints the paper's name and sections.
            public_content_changed.send(sender=Publication, keys=frozenset({"site"}))
        self.stdout.write("Every page is made anew when it is next read.")
