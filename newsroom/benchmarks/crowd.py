"""Very many readers' comments at once, as the gates would have left them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any, Final

from django.utils import timezone

from articles.models import Article
from articles.vietnamese.text import fold
from comments.models import Comment, CommentCounter, Status
from newsroom.benchmarks.bulk import in_bulk
from newsroom.benchmarks.prose import Writer

BATCH: Final = 2_000
# Different texts: making them takes longer than storing them.
TEXTS: Final = 500
#: One in so many of a thread's comments is a reply.
REPLIES: Final = 4

Progress = Callable[[int], object]


class Crowd:
    """Stores comments in bulk, a second apart; ``progress`` is told of each batch."""

    def __init__(self, progress: Progress = lambda _number: None) -> None:
        writer = Writer()
        texts = [writer.paragraph(2) for _number in range(TEXTS)]
        self._texts = [(text, fold(text)) for text in texts]
        self._now = timezone.now()
        self._progress = progress

    def discuss(self, article: Article, number: int) -> None:
        """Give an article so many that readers see: one in four a reply, of which most of a tenth
        of all answer the newest root."""
        replies = number // REPLIES
        roots = number - replies
        fat = replies // 2
        with in_bulk(Comment):
            made = self._store(
                self._comment(article, place, reply_count=self._replies(place, roots, fat, replies))
                for place in range(roots)
            )
            self._store(
                self._comment(article, place, root=root, parent=root)
                for place, root in enumerate(
                    [*[made[-1]] * fat, *made[: replies - fat]], start=roots
                )
            )
        CommentCounter.objects.create(article=article, approved=number)

    def wait(self, articles: list[Article], number: int) -> None:
        """Have so many wait, under the articles in turn; one in ten is urgent."""
        with in_bulk(Comment):
            self._store(
                self._comment(
                    articles[place % len(articles)],
                    place,
                    status=Status.PENDING,
                    published_at=None,
                    on_desk=True,
                    urgency=int(place % 10 == 0),
                )
                for place in range(number)
            )
        for place, article in enumerate(articles):
            pending = len(range(place, number, len(articles)))
            counter, _made = CommentCounter.objects.get_or_create(article=article)
            CommentCounter.objects.filter(pk=counter.pk).update(pending=pending)

    @staticmethod
    def _replies(place: int, roots: int, fat: int, replies: int) -> int:
        own = int(place < replies - fat)
        return own + (fat if place == roots - 1 else 0)

    def _comment(self, article: Article, place: int, **fields: Any) -> Comment:
        at: datetime = self._now - timedelta(days=30) + timedelta(seconds=place)
        known = {"status": Status.APPROVED, "published_at": at, "on_desk": False, **fields}
        text, folded = self._texts[place % TEXTS]
        return Comment(
            article=article,
            name=f"Bạn đọc {place}",
            body=text,
            folded=f"ban doc {place}\n{folded}\n",
            created_at=at,
            interest=known.get("reply_count", 0),
            **known,
        )

    def _store(self, comments: Iterator[Comment]) -> list[Comment]:
        made: list[Comment] = []
        batch: list[Comment] = []
        for comment in comments:
            batch.append(comment)
            if len(batch) == BATCH:
                made += self._insert(batch)
                batch = []
        return made + self._insert(batch)

    def _insert(self, batch: list[Comment]) -> list[Comment]:
        Comment.objects.bulk_create(batch)
        self._progress(len(batch))
        return batch
