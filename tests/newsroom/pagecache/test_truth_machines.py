"""What programs fetch, and the archive: finished as well, and never older than the last change."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles.models import Article
from articles.sitemaps import part_of
from newsroom.pagecache.looking import pages
from tests.comments.factories import CommentFactory
from tests.newsroom.pagecache import test_truth as changes
from tests.newsroom.pagecache.test_truth import Paper, body_of

pytestmark = pytest.mark.django_db(transaction=True)

# Those that take something away come last.
CHANGES = [
    changes.publish, changes.correct, changes.rename_author, changes.rename_tag,
    changes.rename_paper, changes.rename_section, changes.add_section, changes.add_author,
    changes.credit_photo, changes.revise, changes.withdraw, changes.delete_tag,
]  # fmt: skip


@pytest.fixture
def paper():
    return Paper()


def addresses_of(paper):
    section, tag = paper.top.get_absolute_url(), paper.article.tags.first()
    ranges = {"articles": paper.article, "authors": paper.author, "tags": tag}
    day = timezone.localtime(paper.article.published_at)
    return [
        "/rss/", f"/rss{section}", f"/rss{paper.author.get_absolute_url()}",
        f"/rss{tag.get_absolute_url()}", f"/binh-luan/{paper.article.pk}/rss/", "/sitemap.xml",
        *(f"/sitemap-{kind}-{part_of(kind, one.pk)}.xml" for kind, one in ranges.items()),
        "/sitemap-news.xml", "/sitemap-sections.xml", "/robots.txt", "/manifest.webmanifest",
        "/sw.js", "/ngoai-tuyen/", "/luu-tru/",
        *(day.strftime(f"/luu-tru/{form}/") for form in ("%Y", "%Y/%m", "%Y/%m/%d")),
    ]  # fmt: skip


def test_none_is_older_than_the_last_change(
    kept, made, paper, django_assert_num_queries, monkeypatch
):
    # The one query a second that asks for what other hosts have changed is not counted.
    monkeypatch.setattr("newsroom.pagecache.looking.EVERY", 60)
    CommentFactory(article=paper.article, status="approved")  # a feed of nothing says the time
    paths = addresses_of(paper)
    changed = set()
    for change in CHANGES:
        before = {path: body_of(kept.get(path)) for path in paths}

        change(paper)

        after, fresh = ({path: one.get(path) for path in paths} for one in (kept, made))
        assert [
            path
            for path in paths
            if after[path].status_code != fresh[path].status_code
            or body_of(after[path]) != fresh[path].content
        ] == [], change.__name__
        changed |= {path for path in paths if before[path] != fresh[path].content}
    # Each that is made from anything was another at least once, or this would prove nothing.
    assert {path for path in paths if path not in changed} == {"/robots.txt"}
    lasting = [path for path in paths if kept.get(path).status_code == 200]
    with django_assert_num_queries(0):
        for path in lasting:
            kept.get(path)


@pytest.mark.parametrize("path", ["/rss/", "/sw.js"])
def test_who_has_it_all_is_told_so(kept, made, paper, path):
    first = kept.get(path)
    again = kept.get(path, headers={"if-none-match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")

    changes.rename_paper(paper)

    after = kept.get(path, headers={"if-none-match": first.headers["ETag"]})
    assert after.status_code == 200
    assert body_of(after) == made.get(path).content


def test_the_archives_day_is_over_at_midnight(kept, paper):
    now = timezone.localtime()
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
    for path in ("/luu-tru/", f"/luu-tru/{now:%Y/%m/%d}/"):
        assert kept.get(path).status_code == 200

        assert pages.get(f"http://testserver{path}?").until == midnight.timestamp()


def test_news_are_news_for_two_days(kept, paper):
    oldest = Article.objects.public().order_by("published_at").first()
    moment = timezone.now() - timedelta(days=1, hours=23)
    Article.objects.filter(pk=oldest.pk).update(published_at=moment, last_published_at=moment)

    kept.get("/sitemap-news.xml")

    kept_page = pages.get("http://testserver/sitemap-news.xml?")
    assert kept_page.until == pytest.approx((moment + timedelta(days=2)).timestamp(), abs=1)


def test_a_photos_change_leaves_other_parts_alone(
    kept, paper, look_for_words_alone, django_assert_num_queries
):
    path = f"/rss{paper.other.get_absolute_url()}"
    kept.get(path)
    paper.photo.credit = "Thanh Hà"
    paper.photo.save()
    kept.get("/rss/")  # catches up with the change

    with django_assert_num_queries(0):
        kept.get(path)
