"""What a timer runs every minute."""

from typing import Any

from django.core.management import BaseCommand

from articles import indexnow, rankings
from articles.due import publish_due, withdraw_due
from articles.searching.index import refresh_stale
from articles.uploads import clear_stale
from comments import asking, correspondents, dayfigures, letters, senders
from comments.accounts import keys
from comments.moderation import bans, sketches
from comments.privacy import erasure
from newsroom.pagecache import log as pagecache


class Command(BaseCommand):
    help = (
        "Do what has come due: publish scheduled articles, withdraw those whose time is over,"
        " rank the most read, forget who sent old comments and what readers were told of them,"
        " go on with erasures that were broken off, count the days of moderation,"
        " enter new names for readers' search,"
        " tell search engines of changes, throw away uploads that nobody goes on with."
        " Safe at any time, by several hosts at once."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        published = publish_due()
        withdrawn = withdraw_due()
        self.stdout.write(f"published {len(published)}, withdrawn {len(withdrawn)}")
        if forgotten := senders.forget():
            self.stdout.write(f"senders of comments forgotten: {forgotten}")
        pagecache.forget()
        if forgotten := sketches.forget():
            self.stdout.write(f"sketches of comments forgotten: {forgotten}")
        if forgotten := bans.forget():
            self.stdout.write(f"networks of ended bans forgotten: {forgotten}")
        if forgotten := keys.forget():
            self.stdout.write(f"mails to sign in with forgotten: {forgotten}")
        forgotten = letters.forget() + asking.forget() + correspondents.forget()
        if forgotten:
            self.stdout.write(f"forgotten of letters to readers: {forgotten}")
        if erased := erasure.resume():
            self.stdout.write(f"erasures done: {erased}")
        dayfigures.gather()
        rankings.refresh()
        if refreshed := refresh_stale():
            self.stdout.write(f"entered again for search: {refreshed}")
        if told := indexnow.send():
            self.stdout.write(f"told search engines of {told} articles")
        # Last: where the storage does not answer, what readers wait for is done.
        if removed := clear_stale():
            self.stdout.write(f"threw away {removed} uploads")
