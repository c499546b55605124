"""Whatever changes, a finished page is the page that would be made now."""

import gzip
import time
from dataclasses import replace
from datetime import timedelta
from io import StringIO

import pytest
from django.apps import apps
from django.core.management import call_command
from django.utils import timezone

from articles import breaking, corrections, frontversions, publishing, rankings, revisions, workflow
from articles.arrangement import LEAD, Arrangement, Placement, Slot
from articles.idranges import IDS_PER_PAGE, part_of
from articles.models import Article, Author, BreakingNews, Correction, Readership, Section, Series
from articles.rules import Action
from newsroom.pagecache.looking import pages as finished
from newsroom.roles import create_groups
from tests.factories import (
    ArticleFactory,
    AuthorFactory,
    PhotoFactory,
    PublicationFactory,
    SectionFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db(transaction=True)


class Paper:
    """A paper with an article of everything, and the addresses of pages that show it."""

    def __init__(self):
        create_groups(apps)
        self.chief = UserFactory(roles=["chief"], is_superuser=True)
        self.publication = PublicationFactory(name="Báo Thử")
        self.top = SectionFactory(publication=self.publication, name="Kinh tế")
        self.other = SectionFactory(publication=self.publication, name="Văn hóa")
        self.author = AuthorFactory(name="Trần Thị Bình")
        self.series = Series.objects.create(name="Mùa nước nổi")
        self.photo = PhotoFactory()
        common = {"section": self.top, "authors": [self.author], "tag_names": ["lúa"]}
        self.article = ArticleFactory(
            public=True, photos=[self.photo], series=self.series, **common
        )
        self.neighbour = ArticleFactory(public=True, series=self.series, **common)
        self.elsewhere = ArticleFactory(public=True, section=self.other)
        self.draft = ArticleFactory(photos=1, title="Bản nháp về lúa", **common)

    def pages(self):
        """The addresses of pages that the changes below may touch."""
        tag = self.article.tags.first()
        one, section = self.article.get_absolute_url(), self.top.get_absolute_url()
        return [
            "/", "/en/", section, self.other.get_absolute_url(), one, f"/en{one}",
            self.neighbour.get_absolute_url(), self.elsewhere.get_absolute_url(),
            self.author.get_absolute_url(), tag.get_absolute_url(), self.series.get_absolute_url(),
            "/tac-gia/", "/tu-khoa/", "/dinh-chinh/", "/doc-nhieu/",
        ]  # fmt: skip


@pytest.fixture
def paper():
    return Paper()


def body_of(response):
    encoded = response.headers.get("Content-Encoding") == "gzip"
    return gzip.decompress(response.content) if encoded else response.content


def revise(paper):
    article = Article.objects.get(pk=paper.article.pk)
    content = replace(revisions.newest_content(article), title="Tít đã sửa", section=paper.other.pk)
    revisions.save(article, content, by=paper.chief)
    publishing.publish(Article.objects.get(pk=article.pk), by=None)


def publish(paper):
    publishing.publish(Article.objects.get(pk=paper.draft.pk), by=None)


def withdraw(paper):
    article = Article.objects.get(pk=paper.neighbour.pk)
    workflow.move(article, Action.WITHDRAW, by=paper.chief, reason="Sai.", notice="Đã gỡ.")


def correct(paper):
    article = Article.objects.get(pk=paper.article.pk)
    corrections.publish_correction(article, kind="correction", text="Số đúng: 12.", by=paper.chief)


def rename_author(paper):
    paper.author.name = "Trần Thị Bích"
    paper.author.save()


def rename_tag(paper):
    tag = paper.article.tags.first()
    tag.name = "lúa nước"
    tag.save()


def rename_series(paper):
    paper.series.name = "Mùa lũ"
    paper.series.save()


def credit_photo(paper):
    paper.photo.credit = "Thanh Hà"
    paper.photo.save()


def rename_section(paper):
    section = Section.objects.get(pk=paper.other.pk)
    section.name = "Văn nghệ"
    section.save()


def add_section(paper):
    SectionFactory(publication=paper.publication, name="Thể thao")


def rename_paper(paper):
    paper.publication.name = "Báo Mới"
    paper.publication.save()


def break_news(paper):
    now = timezone.now()
    line = BreakingNews(text="Lũ về", starts_at=now, ends_at=now + timedelta(hours=1))
    breaking.save(line, by=paper.chief)


def arrange_home(paper):
    lead = Slot(LEAD, (Placement(article=paper.elsewhere.pk, title="Tít khác"),))
    frontversions.save(None, Arrangement.of({LEAD: lead}), by=paper.chief, base=0)


def read_much(paper):
    Readership.objects.create(article=paper.elsewhere, day=timezone.localdate(), reads=50)
    rankings.refresh()


def move_section(paper):
    section = Section.objects.get(pk=paper.other.pk)
    section.parent = paper.top
    section.save()


def delete_tag(paper):
    paper.article.tags.first().delete()


def delete_series(paper):
    paper.series.delete()


def turn_focus(paper):
    paper.photo.focus_x = 0.1
    paper.photo.caption = "Cầu Vàm Lớn trong nắng."
    paper.photo.save()


def take_correction_back(paper):
    correct(paper)
    corrections.remove(Correction.objects.get(), by=paper.chief)
    rename_paper(paper)


def amend_correction(paper):
    correct(paper)
    row = Correction.objects.get()
    corrections.amend(row, kind=row.kind, text="Số đúng: 13.", by=paper.chief)


def free_beside(author):
    """Return a free id that is listed in the same part of the sitemap."""
    first = part_of("authors", author.pk) * IDS_PER_PAGE["authors"]
    taken = set(Author.objects.values_list("pk", flat=True))
    return min(set(range(max(first, 1), first + IDS_PER_PAGE["authors"])) - taken)


def add_author(paper):
    article = Article.objects.get(pk=paper.article.pk)
    other = AuthorFactory(name="Lê Văn Tám", pk=free_beside(paper.author))
    content = revisions.newest_content(article)
    content = replace(content, authors=(*content.authors, other.pk))
    revisions.save(article, content, by=paper.chief)
    publishing.publish(Article.objects.get(pk=article.pk), by=None)


CHANGES = [
    revise, publish, withdraw, correct, rename_author, rename_tag, rename_series, credit_photo,
    rename_section, move_section, delete_tag, delete_series, turn_focus, take_correction_back,
    amend_correction, add_author, add_section, rename_paper, break_news, arrange_home, read_much,
]  # fmt: skip


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_no_page_is_older_than_the_last_change(kept, made, paper, change):
    pages = paper.pages()
    before = {path: body_of(kept.get(path)) for path in pages}

    change(paper)

    after = {path: kept.get(path) for path in pages}
    fresh = {path: made.get(path) for path in pages}
    assert {path: one.status_code for path, one in after.items()} == {
        path: one.status_code for path, one in fresh.items()
    }
    assert [path for path in pages if body_of(after[path]) != fresh[path].content] == []
    # The change was one that shows, or this would prove nothing.
    assert any(before[path] != fresh[path].content for path in pages)


@pytest.mark.parametrize("path", ["/", "/kinh-te/"])
def test_what_a_change_does_not_touch_is_not_made_again(
    kept, paper, path, look_for_words_alone, django_assert_num_queries
):
    kept.get(paper.elsewhere.get_absolute_url())
    paper.photo.credit = "Thanh Hà"
    paper.photo.save()
    kept.get(path)  # catches up with the change

    with django_assert_num_queries(0):
        kept.get(paper.elsewhere.get_absolute_url())


def test_a_correction_leaves_pages_that_do_not_show_its_article(
    kept, paper, look_for_words_alone, django_assert_num_queries
):
    long_ago = timezone.now() - timedelta(days=9)
    Article.objects.filter(pk=paper.article.pk).update(published_at=long_ago)
    same_section = ArticleFactory(public=True, section=paper.top).get_absolute_url()
    for _ in range(20):  # newer ones, which stand beside it
        ArticleFactory(public=True, section=paper.top)
    kept.get(same_section)
    correct(paper)
    kept.get("/")  # catches up with the change

    with django_assert_num_queries(0):
        kept.get(same_section)


def test_all_are_made_anew_after_a_change_by_hand(kept, paper):
    pages = [path for path in paper.pages() if kept.get(path).status_code == 200]
    Article.objects.filter(pk=paper.article.pk).update(title="Sửa tay")
    assert b"S\xe1\xbb\xada tay" not in body_of(kept.get("/"))

    call_command("drop_pages", stdout=StringIO())

    assert b"S\xe1\xbb\xada tay" in body_of(kept.get("/"))
    for path in pages:
        kept.get(path)
        assert "site" in finished.get(f"http://testserver{path}?").keys


def test_an_article_comes_and_goes_by_its_times_alone(kept, paper):
    moment = timezone.now().replace(microsecond=0) + timedelta(seconds=5)
    end = moment + timedelta(seconds=4)
    publishing.publish(Article.objects.get(pk=paper.draft.pk), by=None, at=moment)
    publishing.schedule_end(Article.objects.get(pk=paper.draft.pk), by=paper.chief, at=end)
    title = paper.draft.title.encode()

    def shown():
        return [title in body_of(kept.get(path)) for path in ("/", paper.top.get_absolute_url())]

    def sleep_until(moment):
        time.sleep(max(0, (moment - timezone.now()).total_seconds() + 0.1))

    assert shown() == [False, False]
    sleep_until(moment)
    assert shown() == [True, True]
    sleep_until(end)
    assert shown() == [False, False]
