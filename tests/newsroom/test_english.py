"""The newsroom in English: for whoever wants it so, and for nobody else."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone, translation

from articles import assignments, conversation, corrections, publishing, workflow
from articles.models import Article, Transition
from articles.rules import Action
from tests.factories import ArticleFactory, UserFactory
from tests.reading import vietnamese_in

pytestmark = pytest.mark.django_db

PUBLIC = ["/", "/tim-kiem/", "/dinh-chinh/", "/ngoai-tuyen/", "/khong-co/", "/api/"]


@pytest.fixture
def chief():
    return UserFactory(roles=["chief"], first_name="An", last_name="Le")


@pytest.fixture
def english(client, chief):
    """A chief's window in which the newsroom speaks English."""
    client.force_login(chief)
    response = client.post("/admin/ngon-ngu/", {"language": "en", "next": "/admin/"})
    assert response.headers["Location"] == "/admin/"
    return client


def test_the_newsroom_speaks_english_then_and_vietnamese_again(english):
    text = english.get("/admin/").content.decode()
    assert '<html lang="en"' in text
    assert "Sign out" in text

    english.post("/admin/ngon-ngu/", {"language": "vi", "next": "/admin/"})

    text = english.get("/admin/").content.decode()
    assert '<html lang="vi"' in text and "Sign out" not in text


@pytest.mark.parametrize(
    "path",
    [
        "/admin/articles/article/",
        "/admin/articles/article/add/",
        "/admin/articles/article/own/",
        "/admin/articles/article/schedule/",
        "/admin/articles/photo/",
        "/admin/comments/comment/",
        "/admin/articles/section/",
        "/admin/password_change/",
    ],
)
def test_no_screen_of_the_newsroom_is_left_in_vietnamese(english, path):
    response = english.get(path)

    assert response.status_code == 200
    assert '<html lang="en"' in response.content.decode()
    assert vietnamese_in(response) == set()


@pytest.mark.parametrize("path", PUBLIC)
def test_readers_pages_ask_nothing_of_the_choice(english, client, path):
    with_choice = english.get(path)
    client.cookies.clear()

    assert with_choice.content == client.get(path).content
    assert '<html lang="vi"' in with_choice.content.decode()


def test_a_public_article_is_the_same_too(english, client):
    path = ArticleFactory(public=True).get_absolute_url()
    with_choice = english.get(path).content
    client.cookies.clear()

    assert with_choice == client.get(path).content


@pytest.mark.parametrize(
    "onward", ["https://evil.example/", "//evil.example", "javascript:alert(1)"]
)
def test_the_switch_leads_to_no_other_site(english, onward):
    response = english.post("/admin/ngon-ngu/", {"language": "en", "next": onward})

    assert response.headers["Location"] == "/"


def test_the_switch_leads_back_to_the_page_it_stood_on(english):
    page = "/admin/articles/article/?q=lúa"
    text = english.get(page).content.decode()
    assert 'lang="vi" aria-label="Tiếng Việt" title="Tiếng Việt">VI</button>' in text

    response = english.post(
        "/admin/ngon-ngu/",
        {"language": "vi"},
        headers={"referer": "http://testserver/admin/articles/article/?q=l%C3%BAa"},
    )

    assert response.headers["Location"].endswith("/admin/articles/article/?q=l%C3%BAa")


def test_an_unknown_language_changes_nothing(english):
    english.post("/admin/ngon-ngu/", {"language": "xx", "next": "/admin/"})
    english.cookies["django_language"] = "xx"

    assert '<html lang="vi"' in english.get("/admin/").content.decode()


def test_what_is_stored_is_in_the_paper_s_language(chief, mailoutbox):
    """Whatever the newsroom writes by itself is the same whoever makes it do so."""
    reporter, other = UserFactory(roles=["reporter"]), UserFactory(roles=["reporter"])
    later = timezone.now().replace(microsecond=0) + timedelta(days=1)
    written = {}
    for language in ("vi", "en"):
        Transition.objects.all().delete()
        with translation.override(language):
            _do_everything(chief, reporter, other, later)
        written[language] = [*Transition.objects.order_by("pk").values_list("reason", flat=True)]

    assert written["en"] == written["vi"]
    assert len([text for text in written["vi"] if text]) >= 8


def _do_everything(chief, reporter, other, later):
    article = ArticleFactory(public=True)
    row = corrections.publish_correction(article, kind="apology", text="Xin lỗi.", by=chief)
    corrections.amend(row, kind="update", text="Đã rõ.", by=chief)
    corrections.remove(row, by=chief)
    publishing.schedule_end(article, by=chief, at=later)
    publishing.schedule_end(article, by=chief, at=None)
    draft = ArticleFactory(created_by=reporter)
    publishing.set_embargo(draft, by=chief, until=later)
    publishing.publish(draft, by=chief, early_because="Đã công bố")
    given = ArticleFactory(created_by=reporter)
    assignments.assign(article=given, reporter=other, by=chief, brief="Viết tiếp", due_at=None)
    taken = ArticleFactory(created_by=reporter, state="editing", holder=chief)
    workflow.move(taken, Action.TAKE, by=UserFactory(roles=["editor"], username=f"e{taken.pk}"))


def test_mail_to_staff_is_in_the_paper_s_language(
    chief, django_capture_on_commit_callbacks, mailoutbox
):
    reporter = UserFactory(roles=["reporter"], email="phongvien@bao.example", username="phongvien")
    subjects = {}
    for language in ("vi", "en"):
        mailoutbox.clear()
        article = ArticleFactory(created_by=reporter, state="editing", holder=chief, title="Đê vỡ")
        with translation.override(language), django_capture_on_commit_callbacks(execute=True):
            conversation.add_note(article, "@phongvien xem lại", by=chief)
            workflow.move(article, Action.RETURN, by=chief, reason="Thiếu ảnh")
        subjects[language] = [message.subject for message in mail.outbox]

    assert len(subjects["vi"]) == 2
    assert subjects["en"] == subjects["vi"]


def test_a_secret_link_is_in_the_paper_s_language_and_so_is_what_is_sealed(english, chief):
    article = ArticleFactory(public=True)
    with translation.override("en"):
        workflow.move(article, Action.WITHDRAW, by=chief, reason="Sai")

    document = Article.objects.get(pk=article.pk).withdrawals.get().document
    assert document["address"].startswith("/chuyen-muc-")

    draft = ArticleFactory()
    response = english.post(
        f"/admin/articles/article/{draft.pk}/preview/links/", {"label": "Phòng", "lifetime": "1d"}
    )
    assert "http://127.0.0.1:8000/xem-truoc/" in response.content.decode()
