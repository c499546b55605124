"""What a timer runs every minute."""

from typing import Any

from django.core.management import BaseCommand

from articles.due import publish_due, withdraw_due
from articles.searching.index import refresh_stale
from articles.uploads import clear_stale
from comments import senders


class Command(BaseCommand):
    help = (
        "Do what has come due: publish scheduled articles, withdraw those whose time is over,"
        " forget who sent old comments, enter new names for readers' search,"
        " throw away uploads that nobody goes on with."
        " Safe at any time, by several hosts at once."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        published = publish_due()
        withdrawn = withdraw_due()
        self.stdout.write(f"published {len(published)}, withdrawn {len(withdrawn)}")
        if forgotten := senders.forget():
            self.stdout.write(f"senders of comments forgotten: {forgotten}")
        if refreshed := refresh_stale():
            self.stdout.write(f"entered again for search: {refreshed}")
        # Last: where the storage does not answer, what readers wait for is done.
        if removed := clear_stale():
            self.stdout.write(f"threw away {removed} uploads")
