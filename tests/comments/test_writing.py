"""Who writes, and where nothing is taken."""

import uuid

import pytest

from articles.models import CommentsMode
from comments import writers
from comments.models import Comment, CommentRules, Writer
from newsroom.models import User
from tests.factories import ArticleFactory, SectionFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def article():
    return ArticleFactory(public=True)


@pytest.fixture
def url(article):
    return f"/binh-luan/{article.pk}/"


def filled(**data):
    return {"name": "Hoa", "body": "Bài hay.", "client_uuid": str(uuid.uuid4()), **data}


def test_a_guest_is_known_by_the_browser_from_then_on(client, url):
    client.post(url, filled(email="Hoa.Le@Example.COM", wants_mail="on"))
    client.post(url, filled(body="Nữa.", wants_mail="on"))

    first, second = Comment.objects.order_by("pk")
    assert first.reader == second.reader
    assert first.reader.startswith("b")
    assert (first.email, first.wants_mail) == ("hoa.le@example.com", True)
    assert (second.email, second.wants_mail) == ("", False)  # no address, no mail


def test_an_account_writes_under_its_own_name(client, url):
    user = UserFactory(is_staff=False, first_name="Sáu", last_name="Lê Thị")
    client.force_login(user)
    html = client.get(url).content.decode()
    assert 'name="email"' not in html and 'name="name"' not in html
    assert "Lê Thị Sáu" in html
    assert not Writer.objects.exists()  # looking makes nothing

    client.post(url, filled(name="Tổng biên tập", email="gia@example.com"))

    comment = Comment.objects.get()
    assert (comment.name, comment.email) == ("Lê Thị Sáu", "")
    assert (comment.user, comment.reader) == (user, f"u{user.pk}")
    assert not comment.by_newsroom
    Writer.objects.update(name="Chị Sáu")
    client.post(url, filled(body="Nữa."))
    assert Comment.objects.order_by("pk").last().name == "Chị Sáu"


def test_an_account_without_a_name_tells_nothing_of_itself(client, url):
    user = UserFactory(is_staff=False, first_name="", last_name="", username="hoa@example.com")
    client.force_login(user)

    client.post(url, filled())

    assert "hoa" not in Comment.objects.get().name
    assert Comment.objects.get().name


@pytest.mark.parametrize(
    ("roles", "speaks"),
    [(["moderator"], True), (["editor"], True), (["reporter"], False), ([], False)],
)
def test_who_speaks_for_the_paper(client, url, roles, speaks):
    client.force_login(UserFactory(roles=roles))

    client.post(url, filled())

    assert Comment.objects.get().by_newsroom is speaks


def test_who_wrote_the_article_speaks_for_the_paper_under_it():
    reporter = UserFactory(roles=["reporter"])
    own = ArticleFactory(public=True, created_by=reporter)

    assert writers.speaks_for_paper(reporter, own)
    assert not writers.speaks_for_paper(reporter, ArticleFactory(public=True))


def test_nobody_speaks_for_the_paper_outside_their_sections():
    section = SectionFactory()
    editor = UserFactory(roles=["editor"])
    editor.sections.add(section)
    editor = User.objects.get(pk=editor.pk)

    assert writers.speaks_for_paper(editor, ArticleFactory(public=True, section=section))
    assert not writers.speaks_for_paper(editor, ArticleFactory(public=True))
    assert not writers.speaks_for_paper(UserFactory(is_staff=False), ArticleFactory())
    assert not writers.speaks_for_paper(None, ArticleFactory())


@pytest.mark.parametrize("level", ["article", "section", "paper"])
def test_a_closed_article_takes_nothing_and_says_why(client, article, url, level):
    row = {
        "article": article,
        "section": article.section,
        "paper": article.section.publication,
    }[level]
    closed = {"comments_mode": CommentsMode.CLOSED, "comments_notice": "Đã <khép> lại."}
    type(row).objects.filter(pk=row.pk).update(**closed)

    shown = client.get(url)
    sent = client.post(url, filled(body="Giữ <lại> giúp"))

    html = sent.content.decode()
    assert "data-comment-form" not in shown.content.decode()
    assert "Đã &lt;khép&gt; lại." in shown.content.decode()
    assert sent.status_code == 409
    assert "Đã &lt;khép&gt; lại." in html
    assert "Giữ &lt;lại&gt; giúp" in html
    assert not Comment.objects.exists()


def test_guests_may_be_asked_to_sign_in(client, url):
    CommentRules.objects.create(pk=1, guests=False)

    shown = client.get(url)
    sent = client.post(url, filled(body="Giữ <lại> giúp"))
    assert "data-comment-form" not in shown.content.decode()
    assert sent.status_code == 403
    assert "Giữ &lt;lại&gt; giúp" in sent.content.decode()
    assert not Comment.objects.exists()

    client.force_login(UserFactory(is_staff=False))
    assert client.post(url, filled()).status_code == 303


def test_thanks_say_whether_it_is_shown_already(client, url, monkeypatch):
    def approve(comment, **kwargs):
        comment.status = "approved"
        return comment

    monkeypatch.setattr("comments.views.writing.post", approve)

    response = client.post(url, filled())

    assert response.headers["Location"] == f"{url}?da-gui=hien"
    waiting, shown = (client.get(f"{url}?da-gui={told}") for told in ("1", "hien"))
    assert waiting.context["sent"] != shown.context["sent"]
    assert "data-comment-sent" in shown.content.decode()
    assert "data-comment-sent" not in client.get(url).content.decode()
