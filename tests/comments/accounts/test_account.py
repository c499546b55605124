"""A reader's own page, and the names that one may go by."""

from datetime import timedelta

import pytest
from django.urls import reverse

from comments.accounts import entry, names
from comments.models import Comment, ListedWord, Writer
from tests.comments.factories import CommentFactory
from tests.factories import ArticleFactory, UserFactory

PAGE = "/tai-khoan/"
BACKEND = "comments.accounts.backends.ReaderBackend"


@pytest.fixture
def hoa(by_mail, client):
    """A reader who has signed in, and has a name."""
    user = entry.account_for("hoa@example.com")
    Writer.objects.create(user=user, name="Lê Thị Hoa")
    client.force_login(user, backend=BACKEND)
    return user


def write(user, **fields):
    comment = CommentFactory(**fields)
    Comment.objects.filter(pk=comment.pk).update(user=user, reader=f"u{user.pk}")
    return comment


@pytest.mark.parametrize(
    "name", ["Hoa", "Nguyễn Văn Biên", "Trần Soạn", "Thử Nghiệm", "Báo", "An 123"]
)
def test_names_that_people_have_are_free(by_mail, name):
    assert names.is_free(name)


@pytest.mark.parametrize(
    "name",
    [
        "Tòa soạn",
        "TOÀ SOẠN",
        "toa soan",
        "T.ò.a s.o.ạ.n",
        "Ban biên tập báo",
        "Аdmin",
        "Quản trị viên",
        "Báo Thử Nghiệm",
        "bao thu nghiem",
        "Báo Thử Nghiệm (chính thức)",
    ],
)
def test_nobody_speaks_in_the_newsrooms_name(by_mail, name):
    assert not names.is_free(name)


def test_the_papers_words_hold_for_names(by_mail):
    ListedWord.objects.create(text="đồ ngu")

    assert not names.is_free("Đồ Ngu")
    assert not names.is_free("Đ.ồ n.g.u")


def test_a_name_of_one_word_may_be_part_of_anybodys(by_mail):
    by_mail.name = "Lao Động"
    by_mail.save()

    assert not names.is_free("Lao Động")
    assert not names.is_free("Báo Lao Động")
    assert names.is_free("Người Lao Động Nghèo")


@pytest.mark.parametrize(
    "name", ["", "   ", "\u2800", "a" * 61, "a" * 100_000, "Tòa soạn", "\u200b\u200b"]
)
def test_a_name_that_will_not_do_is_refused_with_a_sentence(hoa, client, name):
    Writer.objects.all().delete()

    response = client.post("/tai-khoan/ten/", {"name": name})

    assert response.status_code == 422
    assert "errorlist" in response.content.decode()
    assert not Writer.objects.exists()


def test_a_name_is_cleaned_and_escaped(hoa, client):
    client.post(PAGE, {"name": " <b>Hoa</b>\n\u202e x "})

    writer = Writer.objects.get()
    assert "\n" not in writer.name and "\u202e" not in writer.name
    page = client.get(PAGE).content.decode()
    assert "<b>Hoa" not in page
    assert "&lt;b&gt;Hoa" in page


def test_name_and_wishes_can_be_changed(hoa, client):
    response = client.post(PAGE, {"name": "Hoa Lê"})

    assert response.url == "/tai-khoan/?da-luu=1"
    writer = Writer.objects.get()
    assert (writer.name, writer.wants_mail) == ("Hoa Lê", False)
    assert client.post(PAGE, {"name": "admin"}).status_code == 422
    assert Writer.objects.get().name == "Hoa Lê"


def test_a_name_sent_twice_makes_one_writer(hoa, client):
    Writer.objects.all().delete()

    for name in ("Hoa", "Lan"):
        assert client.post("/tai-khoan/ten/", {"name": name}).status_code == 303

    assert Writer.objects.get().name == "Hoa"


def test_ones_own_comments_stand_there_in_every_state(hoa, client):
    states = ("pending", "approved", "rejected", "spam", "withdrawn")
    for state in states:
        write(hoa, body=f"Viết {state}.", status=state)
    CommentFactory(body="Của người khác.")

    page = client.get("/en/tai-khoan/").content.decode()

    for state in states:
        assert f"Viết {state}." in page
    assert "Của người khác." not in page
    assert page.count("Waits for a moderator") == 1
    assert page.count("Shown to readers") == 1
    assert page.count("Not shown") == 2
    assert page.count("You have withdrawn it") == 1


@pytest.mark.parametrize("count", [1, 20])
def test_the_page_runs_constant_queries(hoa, client, count, django_assert_num_queries):
    for number in range(count):
        write(hoa, article=ArticleFactory(public=True), status="approved" if number % 2 else "spam")
    client.get(PAGE)

    # Session, account, writer, comments, and the masthead.
    with django_assert_num_queries(6):
        response = client.get(PAGE)

    assert len(response.context["page"].comments) == count


def test_reading_on_leaves_nothing_out_and_shows_nothing_twice(hoa, client):
    article = ArticleFactory(public=True)
    moment = article.published_at
    for number in range(45):
        comment = write(hoa, article=article, body=f"Số {number:02}.")
        # Some of them at the same moment.
        Comment.objects.filter(pk=comment.pk).update(
            created_at=moment + timedelta(seconds=number // 7)
        )
    seen, address = [], PAGE
    while address:
        page = client.get(address).context["page"]
        seen += [comment.body for comment in page.comments]
        address = f"{PAGE}?sau={page.next_cursor}" if page.next_cursor else ""

    assert len(seen) == 45
    assert len(set(seen)) == 45


@pytest.mark.parametrize("cursor", ["x", "-", "zz-1", "1" * 40, "%F0%9F"])
def test_a_cursor_that_is_none_of_ours_is_not_there(hoa, client, cursor):
    assert client.get(f"{PAGE}?sau={cursor}").status_code == 404


def test_staff_keep_their_own_account(by_mail, client):
    client.force_login(
        UserFactory(roles=["editor"]), backend="django.contrib.auth.backends.ModelBackend"
    )

    assert reverse("admin:index") in client.get(PAGE).content.decode()
    assert client.get("/tai-khoan/ten/").status_code == 303
    client.post("/tai-khoan/ten/", {"name": "Hoa"})
    assert not Writer.objects.exists()


def test_what_this_site_does_not_have_is_not_linked(hoa, client):
    response = client.get(PAGE)

    for name in ("public_page", "data_page"):
        address = response.context[name]
        assert address == "" or client.get(address).status_code in (200, 302, 303)


def test_of_an_article_that_was_taken_from_readers_no_headline_is_left(hoa, client):
    gone = ArticleFactory(public=True, title="Tít đã bị gỡ")
    write(hoa, article=gone, body="Tôi đã viết điều này.")
    type(gone).objects.filter(pk=gone.pk).update(state="withdrawn")

    html = client.get(PAGE).content.decode()

    assert "Tôi đã viết điều này." in html
    assert gone.title not in html
    assert gone.get_absolute_url() not in html
