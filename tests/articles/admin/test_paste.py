"""“Dán là thành bài”: read, put right line by line, made into a draft; nothing typed is lost."""

import re
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from articles.models import Article, State
from tests.articles.importing.texts import text
from tests.factories import SectionFactory, UserFactory

pytestmark = pytest.mark.django_db

URL = "/admin/articles/article/paste/"


@pytest.fixture
def reporter(client):
    user = UserFactory(roles=["reporter"])
    client.force_login(user)
    return user


def fields_of(response):
    """What a browser would send back from the page: hidden fields, choices and the text."""
    html = response.content.decode()
    fields = dict(re.findall(r'<input type="hidden" name="(reading)" value="([^"]*)"', html))
    for name, options in re.findall(r'<select name="(kind-\d+)"[^>]*>(.*?)</select>', html, re.S):
        fields[name] = re.search(r'value="(\w+)" selected', options)[1]
    area = re.search(r"<textarea[^>]*>\n?(.*?)</textarea>", html, re.S)
    return {**fields, "text": unescape(area[1])}


def read(client, source, **data):
    return client.post(URL, {"text": source, "read": "1", **data})


def test_page_is_at_its_address(client, reporter):
    assert reverse("admin:articles_article_paste") == URL
    response = client.get(URL)
    assert response.status_code == 200
    assert 'name="create"' not in response.content.decode()


def test_page_needs_no_inline_script_or_style(client, reporter):
    SectionFactory()
    html = read(client, text("web")).content.decode()
    main = html[html.index('id="content-main"') :].split("</form>")[0]

    assert "<script" not in main
    assert not re.search(r"\s(?:style|on\w+)=", main)
    policy = client.get(URL).headers["Content-Security-Policy"]
    assert "'unsafe-inline'" not in policy


def test_reading_shows_every_line_with_its_kind(client, reporter):
    response = read(client, text("web"))

    fields = fields_of(response)
    assert fields["kind-3"] == "title"
    assert fields["kind-15"] == "alt"
    assert fields["kind-17"] == "caption"
    assert fields["kind-43"] == "drop"
    assert sum(name.startswith("kind-") for name in fields) == 26
    assert fields["text"].split() == text("web").split()
    assert not Article.objects.exists()


def test_draft_is_made_after_the_reading(client, reporter):
    section = SectionFactory()
    fields = fields_of(read(client, text("web")))

    response = client.post(URL, {**fields, "section": section.pk, "create": "1"}, follow=True)

    article = Article.objects.get()
    assert response.redirect_chain == [(f"/admin/articles/article/{article.pk}/change/", 302)]
    assert response.status_code == 200
    assert len(response.context["messages"]) == 1
    assert (article.state, article.created_by, article.section) == (State.DRAFT, reporter, section)
    assert article.dateline == "BTG"
    assert article.captions.count() == 2


def test_changed_kinds_change_the_draft(client, reporter):
    fields = fields_of(read(client, text("web")))
    fields |= {"kind-21": "quote", "kind-35": "paragraph", "kind-1": "kicker", "kind-31": "drop"}

    again = fields_of(client.post(URL, {**fields, "read": "1"}))
    assert {name: again[name] for name in fields if name != "text"} == {
        name: value for name, value in fields.items() if name != "text"
    }
    client.post(URL, {**again, "create": "1"})

    article = Article.objects.get()
    assert article.kicker == "Trang chủ › Kinh tế › Nông nghiệp"
    assert "<blockquote><p>Từ ruộng ra chợ</p></blockquote>" in article.body
    assert article.body.endswith("<p>Hải Yến - Đỗ Chang</p>")
    assert "mở thêm 25 ha" not in article.body
    assert not article.bylines.exists()


def test_creating_without_having_seen_the_reading_shows_it_first(client, reporter):
    response = client.post(URL, {"text": text("web"), "create": "1"})

    assert fields_of(response)["kind-3"] == "title"
    assert not Article.objects.exists()


def test_choices_do_not_stick_to_another_text(client, reporter):
    fields = fields_of(read(client, text("web"))) | {"kind-3": "drop"}

    response = client.post(URL, {**fields, "text": text("word"), "create": "1"})

    assert fields_of(response)["kind-3"] == "time"
    assert not Article.objects.exists()


@pytest.mark.parametrize("kind", ["", "nonsense", "title\0"])
def test_choice_that_was_not_offered_is_passed_by(client, reporter, kind):
    fields = fields_of(read(client, text("web"))) | {
        "kind-5": kind,
        "kind-٣": "drop",
        "kind-x": "drop",
    }

    assert fields_of(client.post(URL, {**fields, "read": "1"}))["kind-5"] == "time"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_uploaded_file_is_read_and_kept_in_the_field(client, reporter, encoding):
    upload = SimpleUploadedFile("bai.txt", text("word").encode(encoding), "text/plain")

    fields = fields_of(client.post(URL, {"text": "", "file": upload, "read": "1"}))
    assert fields["kind-2"] == "title"
    client.post(URL, {**fields, "create": "1"})

    assert Article.objects.get().title == "Người giữ chợ cá đêm bên sông Vàm Lớn"


def test_text_pasted_from_an_old_font_is_repaired(client, reporter):
    from tests.articles.vietnamese.legacy import to_tcvn3

    fields = fields_of(read(client, to_tcvn3(text("word")).decode("latin-1")))

    assert "Người giữ chợ cá đêm bên sông Vàm Lớn" in fields["text"]


@pytest.mark.parametrize(
    "data",
    [b"\x89PNG\r\n\x1a\n" + bytes(50), b"", b"a\n" * 2_500_001],
    ids=["binary", "empty", "over 5 MB"],
)
def test_bad_file_is_refused_and_the_text_stays(client, reporter, data):
    upload = SimpleUploadedFile("bai.txt", data, "text/plain")

    response = client.post(URL, {"text": "Đã gõ từ trước", "file": upload, "read": "1"})

    assert response.context["form"].errors["file"]
    assert "Đã gõ từ trước" in response.content.decode()


def test_nothing_pasted_is_refused(client, reporter):
    assert read(client, "  \n").context["form"].errors["text"]


def test_impossible_date_is_shown_and_can_be_put_right(client, reporter):
    source = "Một tít đủ dài\n\n31/02/2025 - 08:00\n\nMột câu mở bài cho đủ."

    response = read(client, source)
    fields = fields_of(response)
    assert "31/02/2025 - 08:00" in response.context["reading"].error
    assert 'name="create"' not in response.content.decode()
    assert fields["text"] == source

    client.post(URL, {**fields, "create": "1"})
    assert not Article.objects.exists()
    client.post(URL, {**fields, "kind-3": "drop", "create": "1"})
    assert Article.objects.get().published_at is None


def test_text_too_large_stays_in_the_form(client, reporter):
    source = "Một câu rất dài. " * 40_000

    response = read(client, source)

    assert response.status_code == 200
    assert response.context["reading"].error
    assert source.strip() in response.content.decode()


def test_same_text_again_points_to_the_article(client, reporter):
    fields = fields_of(read(client, text("web")))
    client.post(URL, {**fields, "create": "1"})

    response = client.post(URL, {**fields, "create": "1"})

    article = Article.objects.get()
    assert response.status_code == 200
    assert f"/admin/articles/article/{article.pk}/change/" in response.content.decode()


def test_same_text_again_does_not_show_what_one_may_not_open(client, reporter):
    fields = fields_of(read(client, text("web")))
    client.post(URL, {**fields, "create": "1"})
    article = Article.objects.get()
    client.force_login(UserFactory(roles=["reporter"]))

    html = client.post(URL, {**fields, "create": "1"}).content.decode()

    assert Article.objects.count() == 1
    assert f"/article/{article.pk}/change/" not in html
    assert fields_of(client.get(URL))["text"] == ""


def test_hostile_text_is_only_text(client, reporter):
    attack = "<script>alert(1)</script><img src=x onerror=alert(1)> \"và' một câu nữa."
    source = f"{attack[:60]}\n\nMột câu mở bài cho đủ.\n\n{attack}\n\n</textarea>{attack}"

    response = read(client, source)
    main = response.content.decode()
    main = main[main.index('id="content-main"') :].split("</form>")[0]
    assert "<script" not in main
    assert "<img" not in main
    fields = fields_of(response)
    assert fields["text"] == source
    client.post(URL, {**fields, "create": "1"})

    body = Article.objects.get().body
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in body
    assert not re.search(r"<(?!/?(?:p|h2)>)", body)


@pytest.mark.parametrize("method", ["get", "post"])
def test_moderator_may_not(client, method):
    client.force_login(UserFactory(roles=["moderator"]))

    response = getattr(client, method)(URL, {"text": text("web"), "read": "1"})

    assert response.status_code == 403


def test_stranger_is_asked_to_sign_in(client):
    response = client.get(URL)

    assert response.status_code == 302
    assert response.headers["Location"].startswith("/admin/login/")


@pytest.mark.parametrize("count", [1, 3])
def test_page_runs_constant_queries(client, reporter, count, django_assert_num_queries):
    for _ in range(count):
        SectionFactory(parent=SectionFactory())

    with django_assert_num_queries(5):
        client.get(URL)
