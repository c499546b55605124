"""Every page that readers open, in English below /en/: the interface, the links, the way back."""

import re
from html import unescape
from urllib.parse import urlsplit

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from articles import corrections
from articles.models import Article
from comments.models import Comment, Writer
from tests.comments.factories import CommentFactory
from tests.factories import (
    ArticleFactory,
    AuthorFactory,
    PhotoFactory,
    PublicationFactory,
    SectionFactory,
    UserFactory,
)
from tests.reading import vietnamese_in

pytestmark = pytest.mark.django_db

WRITER = "5f0c3bd4-6a3c-4a8e-9d11-2f2f6d0a7c11"

# What is the same in every language: machines' addresses, files, the site's own programs.
SHARED = re.compile(
    r"/(?:static|anh|rss|api/v1|sitemap|manifest|sw\.js|luot-doc|binh-luan/\d+/\?)|#|mailto:|tel:"
)


@pytest.fixture
def paper():
    """A paper whose content has no Vietnamese letter, so that any on a page is the interface's."""
    publication = PublicationFactory(
        name="The Paper",
        tagline="All of it",
        governing_body="The People",
        licence="No 1",
        editor_in_chief="An Le",
        address="1 Main Street",
        phone="1234",
        email="desk@paper.example",
    )
    top = SectionFactory(name="Economy", publication=publication)
    section = SectionFactory(name="Farming", parent=top, publication=publication)
    article = ArticleFactory(
        public=True,
        section=section,
        title="Rice harvest",
        lead="It went well.",
        body="<p>One.</p>\n<p>Two.</p>",
        source="AFP",
        authors=[AuthorFactory(name="An Le")],
        tag_names=["rice"],
        photos=[PhotoFactory(caption="A field.", alt="A field", credit="Binh")],
        last_published_at=timezone.now(),
    )
    for number in range(3):
        ArticleFactory(
            public=True,
            section=section,
            title=f"Other {number}",
            lead="More.",
            kind="photos" if number else "text",
            authors=[],
            photos=[PhotoFactory(caption="B.", alt="B", credit="B")] * bool(number),
        )
    corrections.publish_correction(
        article, kind="apology", text="Sorry.", by=UserFactory(roles=["chief"])
    )
    reader = Writer.objects.create(user=UserFactory(), name="Dung", public_id=WRITER)
    root = CommentFactory(
        article=article, status="approved", name="Dung", body="Good.", user=reader.user
    )
    reply = CommentFactory(article=article, parent=root, status="approved", name="E", body="Yes")
    last = CommentFactory(parent=reply, status="approved", by_newsroom=True, name="F", body="No")
    now = timezone.now()
    Comment.objects.update(featured_at=now, edited_at=now)
    Comment.objects.filter(pk=last.pk).update(redacted_at=now)
    return article


def pages(article):
    """Every type of page that readers open, in the paper's own language, with its status."""
    return {
        "home": ("/", 200),
        "section": ("/economy/", 200),
        "subsection": ("/economy/farming/", 200),
        "article": (article.get_absolute_url(), 200),
        "author": ("/tac-gia/an-le/", 200),
        "keyword": ("/tu-khoa/rice/", 200),
        "search": ("/tim-kiem/", 200),
        "hits": ("/tim-kiem/?q=rice", 200),
        "no hits": ("/tim-kiem/?q=zzzz", 200),
        "corrections": ("/dinh-chinh/", 200),
        "comments": (f"/binh-luan/{article.pk}/", 200),
        "thanks": (f"/binh-luan/{article.pk}/?da-gui=1", 200),
        "comments chosen": (f"/binh-luan/{article.pk}/?xem=chon", 200),
        "thread": (f"/binh-luan/{article.pk}/{_a_comment(article)}/", 200),
        "no comment": (f"/binh-luan/{article.pk}/999999/", 404),
        "writer": (f"/binh-luan/nguoi-viet/{WRITER}/", 200),
        "offline": ("/ngoai-tuyen/", 200),
        "programs": ("/api/", 200),
        "preview closed": (f"/xem-truoc/{'x' * 43}/", 404),
        "not found": ("/khong-co/", 404),
        "not found, an article": ("/x/y-a999999.html", 404),
    }


def _a_comment(article):
    """Return the id of a comment; any number where only the names of pages are wanted."""
    return article.comments.last().pk if article.title else 1


NAMES = list(pages(Article(slug="x", pk=1)))


@pytest.mark.parametrize("name", NAMES)
def test_no_page_is_left_in_vietnamese(client, paper, name):
    path, status = pages(paper)[name]

    response = client.get(f"/en{path}")

    assert response.status_code == status
    assert response.headers["Content-Language"] == "en"
    assert '<html lang="en"' in response.content.decode()
    assert vietnamese_in(response) == set()


@pytest.mark.parametrize("name", NAMES)
def test_its_vietnamese_fellow_is_vietnamese(client, paper, name):
    path, status = pages(paper)[name]

    response = client.get(path)

    assert response.status_code == status
    assert '<html lang="vi"' in response.content.decode()
    assert vietnamese_in(response) != set()


@pytest.mark.parametrize("name", NAMES)
def test_every_link_stays_in_the_language(client, paper, name):
    path, _status = pages(paper)[name]

    text = client.get(f"/en{path}").content.decode()

    links = [unescape(link) for link in re.findall(r'(?:href|action)="([^"]*)"', text)]
    switch = {unescape(one) for one in re.findall(r'href="([^"]*)" hreflang="vi"', text)}
    own = [urlsplit(one)._replace(scheme="", netloc="").geturl() for one in links if _is_ours(one)]
    wrong = {one for one in own if not one.startswith("/en/") and not SHARED.match(one)}
    assert wrong - switch - {path} == set()
    assert len(own) > 5


def _is_ours(link):
    return link.startswith("/") or link.startswith("http://127.0.0.1:8000/")


@pytest.mark.parametrize("name", NAMES)
def test_the_switch_leads_to_the_same_page_and_back(client, paper, name):
    path, status = pages(paper)[name]

    there = _switch(client.get(path), "en")
    back = _switch(client.get(there), "vi")

    # What is not there repeats nothing of what was asked for.
    here = path if status == 200 else "/"
    assert (there, back) == (f"/en{here}", here)


def _switch(response, language):
    text = response.content.decode()
    found = re.findall(rf'<a[^>]*href="([^"]*)"[^>]*hreflang="{language}"', text)
    assert found
    return unescape(found[-1])


def test_a_withdrawn_article_says_so_in_english(client, paper):
    path = paper.get_absolute_url()
    Article.objects.filter(pk=paper.pk).update(state="withdrawn")

    response = client.get(f"/en{path}")

    assert response.status_code == 410
    assert vietnamese_in(response) == set()


def test_a_form_without_its_token_says_so_in_english(paper):
    from django.test import Client

    response = Client(enforce_csrf_checks=True).post(f"/en/binh-luan/{paper.pk}/", {"body": "Good"})

    assert response.status_code == 403
    assert '<html lang="en"' in response.content.decode()
    assert vietnamese_in(response) == set()


def test_a_comment_can_be_sent_in_english(client, paper):
    address = f"/en/binh-luan/{paper.pk}/"
    form = client.get(address).context["form"]
    fields = {name: form[name].value() or "" for name in form.fields}

    wrong = client.post(address, {**fields, "name": "", "body": ""})
    sent = client.post(address, {**fields, "name": "Giang", "body": "Well done."})

    assert wrong.status_code == 422
    assert vietnamese_in(wrong) == set()
    assert "Please write your name." in wrong.content.decode()
    assert sent.headers["Location"] == f"{address}?da-gui=1"
    assert Comment.objects.filter(name="Giang").count() == 1


def test_dates_are_printed_alike(client, paper):
    moment = timezone.localtime(paper.published_at)
    printed = f"{moment:%d/%m/%Y - %H:%M}"

    for prefix in ("", "/en"):
        assert printed in client.get(f"{prefix}{paper.get_absolute_url()}").content.decode()


def test_a_page_that_moved_leads_on_in_its_language(client, paper):
    response = client.get(f"/en/x/y-a{paper.pk}.html?a=b")

    with translation.override("en"):
        expected = reverse("articles:detail", args=["economy/farming", paper.slug, paper.pk])
    assert response.status_code == 301
    assert response.headers["Location"] == f"{expected}?a=b"
    assert expected.startswith("/en/")


@pytest.mark.parametrize("path", ["/en", "/en/economy"])
def test_an_address_without_its_last_slash_leads_on_in_english(client, paper, path):
    assert client.get(path).headers["Location"] == f"{path}/"


@pytest.mark.parametrize("path", ["/en/rss/", "/en/sitemap.xml", "/en/api/v1/paper", "/en/admin/"])
def test_machines_and_the_newsroom_are_at_one_address_only(client, paper, path):
    response = client.get(path)

    assert response.status_code == 404
    assert vietnamese_in(response) == set()


@pytest.mark.parametrize("path", ["/EN/", "/vi/", "/en-us/", "/fr/", "/en//evil.example/"])
def test_other_prefixes_are_no_pages(client, paper, path):
    assert client.get(path).status_code == 404


def test_a_failure_says_sorry_in_the_language_of_the_address(client, paper, monkeypatch):
    def fail(*args, **kwargs):
        raise RuntimeError

    client.raise_request_exception = False
    monkeypatch.setattr("articles.views.corrections.corrections.page", fail)

    english, vietnamese = client.get("/en/dinh-chinh/"), client.get("/dinh-chinh/")

    assert (english.status_code, vietnamese.status_code) == (500, 500)
    assert '<html lang="en">' in english.content.decode()
    assert vietnamese_in(english) == set()
    assert 'href="/en/"' in english.content.decode()
    assert '<html lang="vi">' in vietnamese.content.decode()
