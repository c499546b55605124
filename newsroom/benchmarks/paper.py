"""A made newspaper that grows, through the same gates as the newsroom's own work."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from django.db import transaction
from django.utils import timezone

from articles import publishing, revisions
from articles.assignments import assign
from articles.content import Content, PhotoUse
from articles.models import Article, Author, Photo, Publication, Section
from articles.richtext import html_of_blocks
from articles.rules import Action
from articles.workflow import move
from comments.models import Comment, Status
from comments.moderation.decisions import decide
from comments.posting import post
from newsroom import roles
from newsroom.benchmarks.prose import Writer
from newsroom.models import User

# What every article has: a keyword, and a place that its title names.
TAG = "chung"
PLACE = "Vàm Lớn"
# How stories come to stand where each of a desk's lists finds them.
STEPS: Final = (
    (),
    (Action.SUBMIT, Action.RETURN),
    (Action.SUBMIT,),
    (Action.SUBMIT, Action.TAKE),
    (Action.SUBMIT, Action.PROPOSE),
)


class Paper:
    """Each article has a writer, an author, a keyword and a photo of its own, and an author and a
    keyword that all of them share. They go to the first-level sections in turn.

    ``staff`` has every role. Below each article the ``related`` ones before it are put by hand.
    """

    def __init__(self, *, sections: int = 1, related: int = 0) -> None:
        self._related = related
        self._writer = Writer()
        self._now = timezone.now()
        self._publication = Publication.objects.create(name="Báo Thử Nghiệm", dateline="BTN")
        self.sections = [self._section(number) for number in range(sections)]
        self.author = Author.objects.create(name="Tác giả chung")
        self.articles: list[Article] = []
        self._on_desk = 0
        self.staff = User.objects.create_user("staff", is_staff=True)
        self.staff.groups.set([roles.group_for(role) for role in roles.NAMES])

    def _section(self, number: int, parent: Section | None = None) -> Section:
        return Section.objects.create(
            publication=self._publication,
            parent=parent,
            name=f"Mục {number}",
            slug=f"muc-{number}",
            position=number,
        )

    @transaction.atomic
    def grow(self, count: int) -> None:
        """Add articles until there are ``count``."""
        for number in range(len(self.articles), count):
            self.articles.append(self._article(number))

    @transaction.atomic
    def grow_sections(self, count: int) -> None:
        """Add subsections of the first section until it has ``count``."""
        first = self.sections[0]
        for number in range(first.children.count(), count):
            self._section(number, first)

    @transaction.atomic
    def grow_desk(self, count: int) -> None:
        """Add stories of the staff's in each state before publication until there are ``count``."""
        while self._on_desk < count:
            self._on_desk += 1
            for place, steps in enumerate(STEPS):
                # Far from the numbers of the articles that readers have.
                number = 1_000_000 + self._on_desk * len(STEPS) + place
                given = assign(
                    reporter=self.staff, brief="Đi.", due_at=self._now, by=self.staff, title=PLACE
                )
                revisions.save(given.article, self._content(number, self.staff), by=self.staff)
                for action in steps:
                    move(given.article, action, by=self.staff, reason="Bổ sung.")

    @transaction.atomic
    def add_comments(self, article: Article, count: int, *, waiting: int = 0) -> None:
        """Add so many that readers see, one in four a reply, and so many that wait."""
        made: list[Comment] = []
        for number in range(count + waiting):
            root = made[-1] if number % 4 == 3 else None
            body = self._writer.paragraph(2)
            comment = Comment(
                article=article, root=root, parent=root, name=f"Bạn đọc {number}", body=body
            )
            made.append(post(comment))
        decide([comment.pk for comment in made[:count]], Status.APPROVED, by=None)

    def _article(self, number: int) -> Article:
        writer = User.objects.create_user(f"writer{number}", last_name="Nguyễn", is_staff=True)
        article = Article(created_by=writer)
        revisions.save(article, self._content(number, writer), by=writer)
        # A minute apart: the newest is the last made, and all are out.
        at = self._now - timedelta(days=30) + timedelta(minutes=number)
        publishing.publish(article, by=None, at=at)
        return article

    def _content(self, number: int, writer: User) -> Content:
        own = Author.objects.create(name=f"Tác giả {number}", user=writer)
        photo = self._photo(number)
        paragraphs = [self._writer.paragraph() for _number in range(8)]
        return Content(
            title=f"{PLACE}: {self._writer.line(10)}",
            dateline="BTN",
            lead=self._writer.paragraph(2),
            body=html_of_blocks(paragraphs),
            section=self.sections[number % len(self.sections)].pk,
            authors=(own.pk, self.author.pk),
            photos=(PhotoUse(photo.pk, photo.caption, photo.alt, "lead"),),
            tags=(TAG, f"từ khóa {number}"),
            related=tuple(one.pk for one in self.articles[-self._related :][: self._related]),
        )

    def _photo(self, number: int) -> Photo:
        """Return a photo whose files are not there: pages print its addresses alone."""
        return Photo.objects.create(
            caption=self._writer.line(14),
            alt=self._writer.line(8),
            credit="Minh Châu",
            width=1600,
            height=1067,
            renditions={"webp": [400, 800, 1600], "jpg": [400, 800, 1600]},
            sha256=f"{number:064x}",
        )
