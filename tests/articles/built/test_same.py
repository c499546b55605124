"""A page put together from stored parts is, byte for byte, the page that the template makes."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles import breaking, corrections
from articles.models import Article, BreakingNews, BuiltPart, CommentsMode, RelatedArticle, Series
from tests.comments.factories import CommentFactory
from tests.factories import (
    ArticleFactory,
    AuthorFactory,
    PhotoFactory,
    PublicationFactory,
    SectionFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

#: What the fixture has the reader's own process do: find each part's end, and store all.
STORED_AT_ONCE = 4

YOUTUBE = '<figure class="embed"><a href="https://www.youtube.com/watch?v=dQw4w9WgXcQ">YouTube</a></figure>'


@pytest.fixture
def paper():
    publication = PublicationFactory(name="Báo Thử", corrections_place="top")
    now = timezone.now()
    line = BreakingNews(text="Lũ về", starts_at=now, ends_at=now + timedelta(hours=1))
    breaking.save(line, by=None)
    return SectionFactory(publication=publication, name="Kinh tế", slug="kinh-te")


def articles(section):
    """One article of each kind, all of one first-level section."""
    below = SectionFactory(parent=section, publication=section.publication, slug="nong-nghiep")
    series = Series.objects.create(name="Mùa nước nổi")
    photos = PhotoFactory.create_batch(4)
    figures = "".join(
        f'<p>Đoạn.</p><figure class="photo" data-photo="{one.pk}"></figure>' for one in photos[1:]
    )
    common = {"public": True, "section": section, "tag_names": ["lúa"], "photos": [photos[0]]}
    kinds = {
        "plain": ArticleFactory(public=True, section=section),
        "whole": ArticleFactory(authors=AuthorFactory.create_batch(2), series=series, **common),
        "part": ArticleFactory(series=series, kicker="Ghi nhận", dateline="BTN", **common),
        "subsection": ArticleFactory(**{**common, "section": below}),
        "photos": ArticleFactory(kind="photos", body=figures, **{**common, "photos": photos}),
        "text with photos": ArticleFactory(body=figures, **{**common, "photos": photos}),
        "embeds": ArticleFactory(body=f"<p>Xem:</p>{YOUTUBE}", **common),
        "updated": ArticleFactory(last_published_at=timezone.now() + timedelta(hours=2), **common),
        "english": ArticleFactory(language="en", title="Rice & <rain>", **common),
        "closed": ArticleFactory(**common),
        "corrected": ArticleFactory(**common),
        "discussed": ArticleFactory(**common),
    }
    RelatedArticle.objects.create(article=kinds["whole"], target=kinds["english"], position=1)
    corrections.publish_correction(
        kinds["corrected"],
        kind="correction",
        text="Số đúng: 12.",
        by=UserFactory(is_superuser=True),
    )
    discuss(kinds["discussed"], 23)
    discuss(kinds["closed"], 1)
    Article.objects.filter(pk=kinds["closed"].pk).update(comments_mode=CommentsMode.CLOSED)
    return kinds


def discuss(article, roots):
    """Give it threads, some longer than a page shows."""
    for number in range(roots):
        root = CommentFactory(article=article, status="approved", like_count=number)
        for _reply in range(5 if number == 3 else 0):
            CommentFactory(article=article, status="approved", parent=root)


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_pages_of_all_kinds_are_the_same(built, paper, prefix, django_assert_num_queries):
    kinds = articles(paper)
    addresses = {name: prefix + one.get_absolute_url() for name, one in kinds.items()}
    plain = {name: built.plain(address).content for name, address in addresses.items()}
    made = {name: built.get(address).content for name, address in addresses.items()}
    assert BuiltPart.objects.count() == 3 * len(kinds)

    # The frame is by now that of the last article of the section.
    stored = {}
    for name, address in addresses.items():
        with django_assert_num_queries(1):
            stored[name] = built.get(address).content

    assert [name for name in kinds if made[name] != plain[name]] == []
    assert [name for name in kinds if stored[name] != plain[name]] == []


@pytest.mark.parametrize("count", [1, 3])
def test_making_a_page_takes_six_queries_whatever_it_holds(
    built, paper, count, django_assert_num_queries
):
    authors = AuthorFactory.create_batch(count)
    names = [f"từ khóa {number}" for number in range(count)]
    other = SectionFactory(publication=paper.publication)
    article = ArticleFactory(
        public=True, section=other, authors=authors, photos=count, tag_names=names
    )
    discuss(article, count)
    built.get(ArticleFactory(public=True, section=paper).get_absolute_url())

    with django_assert_num_queries(6 + STORED_AT_ONCE):
        built.get(article.get_absolute_url())


def test_each_section_has_its_own_frame(built, paper):
    other = SectionFactory(publication=paper.publication, name="Văn hóa")
    paths = [
        ArticleFactory(public=True, section=section).get_absolute_url()
        for section in (paper, other)
    ]
    for path in paths:
        built.get(path)

    for path in paths:
        assert built.get(path).content == built.plain(path).content


def test_head_and_other_addresses_are_answered_as_ever(built, paper):
    article = ArticleFactory(public=True, section=paper)
    path = article.get_absolute_url()
    for _time in range(2):
        other = built.get(f"/x/y-a{article.pk}.html?a=1")
        assert (other.status_code, other.headers["Location"]) == (301, f"{path}?a=1")
        assert built.get(path).status_code == 200


def test_an_article_that_is_not_there_is_not_found(built, paper):
    draft = ArticleFactory(section=paper)

    assert built.get(f"/x/y-a{draft.pk}.html").status_code == 404
    assert built.get("/x/y-a999999999999999999.html").status_code == 404
    assert not Article.objects.filter(pk=draft.pk, state="published").exists()
