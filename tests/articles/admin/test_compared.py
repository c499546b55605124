"""Two versions on one page, in words."""

from dataclasses import replace

import pytest
from django.urls import reverse
from django.utils.html import escape
from django.utils.translation import gettext as _

from articles import revisions
from articles.admin import compared
from articles.content import PhotoUse
from tests.factories import ArticleFactory, AuthorFactory, PhotoFactory, SectionFactory, UserFactory
from tests.reading import text_of

pytestmark = pytest.mark.django_db

HOSTILE = '<img src=x onerror=alert(1)>"&'


@pytest.fixture
def editor(client):
    user = UserFactory(roles=["editor"])
    client.force_login(user)
    return user


def address(article):
    return reverse("admin:articles_article_compare", args=[article.pk])


def compare(client, article, a=1, b=2):
    return client.get(address(article), {"a": a, "b": b})


def save(article, **changes):
    content = replace(revisions.newest_content(article), **changes)
    return revisions.save(article, content, by=None)


def test_words_taken_out_and_put_in_are_marked(client, editor):
    article = ArticleFactory(title="Cầu Vàm Lớn", body="<p>Bà con ra đồng từ sớm.</p>")
    save(article, title="Cầu Vàm Nhỏ", body="<p>Bà con ra đồng rất sớm.</p>")

    html = compare(client, article).content.decode()

    assert "Cầu Vàm <del>Lớn</del><ins>Nhỏ</ins>" in html
    assert "Bà con ra đồng <del>từ</del><ins>rất</ins> sớm." in html


def test_everything_else_is_named(client, editor):
    gone, stays, comes = (AuthorFactory(name=name) for name in ("Anh Ba", "Chị Tư", "Cô Năm"))
    old, new = SectionFactory(name="Thời sự"), SectionFactory(name="Kinh tế")
    photo, other = PhotoFactory(caption="Cầu."), PhotoFactory(caption="Sông.")
    article = ArticleFactory(section=old, authors=[gone, stays], photos=[photo], tag_names=["cầu"])
    save(
        article,
        section=new.pk,
        authors=(comes.pk, stays.pk),
        photos=(PhotoUse(photo.pk, "Cây cầu.", photo.alt, "lead"), PhotoUse(other.pk, "Sông.")),
        tags=("lúa",),
        body="<p><strong>Đoạn thứ nhất</strong> của bài.</p>"
        '<p>Đoạn <a href="https://a.example/">thứ hai</a> của bài.</p>',
    )

    html = compare(client, article).content.decode()

    for mark in (
        "<del>Thời sự</del> <ins>Kinh tế</ins>",
        "<del>Anh Ba</del>",
        "<ins>Cô Năm</ins>",
        "<li>Chị Tư</li>",
        "<del>cầu</del>",
        "<ins>lúa</ins>",
        "<ins>Sông.</ins>",
        _("now: %s") % _("bold"),
        _("link to %s") % "https://a.example/",
    ):
        assert mark in html, mark
    assert html.count('<img class="thumbnail"') == 2


def test_what_is_compared_is_escaped(client, editor):
    article = ArticleFactory(title="Một")
    save(
        article,
        title=HOSTILE,
        source=HOSTILE,
        tags=(HOSTILE,),
        photos=(PhotoUse(PhotoFactory().pk, HOSTILE, HOSTILE),),
        body=f'<p>{escape(HOSTILE)} <a href="https://a.example/&quot;&gt;&lt;b&gt;">x</a></p>',
        authors=(AuthorFactory(name=HOSTILE).pk,),
    )
    article.revisions.update(name=HOSTILE, note=HOSTILE)

    html = compare(client, article).content.decode()

    assert "<img src=x" not in html
    assert HOSTILE not in html
    assert html.count("&lt;img src=x onerror=alert(1)&gt;") >= 6


def test_authors_and_photos_that_are_gone_are_said_to_be(client, editor):
    article = ArticleFactory(authors=[], photos=[])
    author, photo = AuthorFactory(), PhotoFactory()
    save(article, authors=(author.pk,), photos=(PhotoUse(photo.pk, "Ảnh cũ."),))
    save(article, authors=(), photos=())
    author.delete()
    photo.delete()

    text = text_of(compare(client, article, 1, 2))

    assert text.count(_("(deleted)")) == 2
    assert "Ảnh cũ." in text


def test_another_kind_of_block_is_named_and_only_white_space_is_made_visible(client, editor):
    article = ArticleFactory(body="<p>Mùa nước nổi</p><p>Một hai ba bốn</p>")
    save(article, body="<h2>Mùa nước nổi</h2><p>Một hai<br>ba bốn</p>")

    html = compare(client, article).content.decode()

    names = {"before": _("paragraph"), "after": _("subheading")}
    assert _("%(before)s → %(after)s") % names in html
    assert "Một hai<del>␣</del><ins>↵</ins>ba bốn" in html


def test_bodies_longer_than_a_page_can_show_say_how_much_is_left_out(client, editor, monkeypatch):
    monkeypatch.setattr(compared, "SHOWN", 3)
    article = ArticleFactory(body="<p>Một.</p>")
    save(article, body="".join(f"<p>Đoạn {n} khác hẳn.</p>" for n in range(5)))

    assert compare(client, article).context["left_out"] == 3


@pytest.mark.parametrize(
    "query",
    [{}, {"a": "1"}, {"a": "1", "b": "1"}, {"a": "x", "b": "2"}, {"a": "1", "b": "9" * 40}],
)
def test_versions_that_are_not_there_lead_back_to_the_list(client, editor, query):
    article = ArticleFactory()
    save(article, lead="Câu hai.")

    response = client.get(address(article), query)

    assert response.url == reverse("admin:articles_article_revisions", args=[article.pk])


def test_versions_of_another_article_are_out_of_reach(client, editor):
    article, other = ArticleFactory(), ArticleFactory(title="Bí mật")
    save(other, lead="Câu hai.")

    assert compare(client, article).status_code == 302


@pytest.mark.parametrize("count", [1, 3])
def test_comparing_runs_constant_queries(client, editor, count, django_assert_num_queries):
    article = ArticleFactory(authors=[], section=SectionFactory())
    authors = AuthorFactory.create_batch(count)
    photos = PhotoFactory.create_batch(count)
    save(
        article,
        section=SectionFactory().pk,
        authors=tuple(author.pk for author in authors),
        photos=tuple(PhotoUse(photo.pk, "Ảnh.") for photo in photos),
    )

    # as for the list, with the two versions; sections, authors, photos
    with django_assert_num_queries(11):
        compare(client, article)


def figure(photo, caption, size=""):
    return (
        f'<figure class="photo{size}" data-photo="{photo.pk}">'
        f"<figcaption>{caption}</figcaption></figure>"
    )


def test_photos_in_the_text_are_shown_as_photos(client, editor):
    photo, gone = PhotoFactory(caption="Chợ nổi."), PhotoFactory()
    article = ArticleFactory(body=f"<p>Đầu.</p>{figure(photo, 'Chợ nổi')}{figure(gone, 'Xa')}")
    new = f"<p>Đầu.</p>{figure(photo, 'Chợ sớm', ' photo--wide')}"
    save(article, body=new, kind="photos")
    gone.delete()

    html = compare(client, article).content.decode()

    assert html.count('<img class="thumbnail"') == 1
    assert "Chợ <del>nổi</del><ins>sớm</ins>" in html
    assert _("(deleted)") in html
    assert _("%(before)s → %(after)s") % {"before": _("column"), "after": _("wide")} in html
    assert f"<del>{_('Article')}</del> <ins>{_('Photo story')}</ins>" in html
    assert "data-photo" not in html
