import pytest

from articles import publishing, revisions
from articles.content import Content, PhotoUse
from articles.models import Article, Tag
from tests.factories import ArticleFactory, AuthorFactory, PhotoFactory, SectionFactory, UserFactory

pytestmark = pytest.mark.django_db


def full_content(**changes):
    photo, author, section = PhotoFactory(), AuthorFactory(), SectionFactory()
    values = {
        "title": "Cầu mới thông xe",
        "lead": "Sáng nay, cầu Vàm Lớn thông xe.",
        "body": "<p>Một.</p>",
        "section": section.pk,
        "authors": (author.pk,),
        "photos": (PhotoUse(photo.pk, "Cầu.", "Cầu nhìn từ xa", "lead"),),
        "tags": ("cầu", "giao thông"),
    }
    return Content(**{**values, **changes})


def test_content_survives_json():
    content = full_content()

    assert Content.from_json(content.to_json()) == content


def test_save_fills_the_rows_of_an_article_that_was_never_public():
    article = Article()
    content = full_content()

    revision = revisions.save(article, content, by=None)

    article.refresh_from_db()
    assert revision.number == 1
    assert revisions.content_of(article) == content


def test_save_of_a_public_article_changes_nothing_for_readers():
    article = Article()
    before = full_content()
    revisions.save(article, before, by=None)
    publishing.publish(article, by=None)
    other = full_content(title="Cầu mới: tít khác", body="<p>Khác.</p>", tags=("khác",))

    revisions.save(article, other, by=None)

    live = Article.objects.get(pk=article.pk)
    assert revisions.content_of(live) == before
    assert revisions.newest_content(live) == other
    assert live.has_pending_changes


def test_save_cleans_every_text():
    article = Article()
    content = full_content(
        title="Ðảng\u200b ủy\n họp",
        body="<p>x<script>y</script></p>",
        photos=(PhotoUse(PhotoFactory().pk, "a\u202eb", "c"),),
        tags=("  một ", "một", "\u200b"),
    )

    revisions.save(article, content, by=None)

    assert article.title == "Đảng ủy họp"
    assert article.body == "<p>x</p>"
    assert article.captions.get().caption == "ab"
    assert [tag.name for tag in article.tags.all()] == ["một"]


def test_save_of_the_same_content_makes_no_second_revision():
    article = Article()
    content = full_content()

    assert revisions.save(article, content, by=None) == revisions.save(article, content, by=None)
    assert article.revisions.count() == 1


def test_save_numbers_revisions_and_names_the_writer():
    user = UserFactory()
    article = ArticleFactory()

    second = revisions.save(article, Content(title="Hai"), by=user)
    third = revisions.save(article, Content(title="Ba"), by=None)

    assert (second.number, third.number) == (2, 3)
    assert second.created_by == user


def test_keywords_are_one_in_whatever_case_and_tone_style():
    for names in [("Đồng Khởi", "khoẻ"), ("đồng khởi",), ("ĐỒNG KHỞI", "khỏe")]:
        revisions.save(Article(), full_content(tags=names), by=None)

    assert sorted(Tag.objects.values_list("name", "slug")) == [
        ("khoẻ", "khoe"),
        ("Đồng Khởi", "dong-khoi"),
    ]


def test_keywords_of_any_length_find_an_address():
    names = ("€" * 60, "ă" * 100, "ấ" * 100)

    revisions.save(Article(), full_content(tags=names), by=None)

    assert all(0 < len(slug) <= 100 for slug in Tag.objects.values_list("slug", flat=True))
    assert Tag.objects.count() == 3


def test_editing_a_public_article_lifts_it_in_the_list():
    article = ArticleFactory(public=True)
    Article.objects.update(changed_at="2020-01-01T00:00Z")

    revisions.save(article, full_content(), by=None)

    assert Article.objects.get().changed_at.year > 2020


def test_apply_leaves_out_what_has_been_deleted():
    article = Article()
    gone = AuthorFactory()
    content = full_content(authors=(gone.pk,))
    gone.delete()

    revisions.save(article, content, by=None)

    assert article.bylines.count() == 0


def test_incomplete_drafts_are_stored():
    article = Article()

    revisions.save(article, Content(), by=None)

    assert Article.objects.get().title == ""


def test_a_renamed_keyword_keeps_its_name_when_an_older_text_comes_back():
    article = Article()
    revisions.save(article, full_content(tags=("Cầu đường",)), by=None)
    old = revisions.newest_content(article)
    tag = Tag.objects.get()
    tag.name = "Giao thông"
    tag.save()

    revisions.apply(article, old)

    assert [tag.name for tag in article.tags.all()] == ["Giao thông"]
    assert Tag.objects.count() == 1


def test_a_keyword_of_that_name_goes_before_one_that_had_it():
    renamed = Tag.objects.create(name="Cầu đường")
    renamed.name = "Giao thông"
    renamed.save()
    new = Tag.objects.create(name="Cầu đường")
    article = Article()

    revisions.save(article, full_content(tags=("cầu đường", "giao thông")), by=None)

    assert set(article.tags.all()) == {new, renamed}
