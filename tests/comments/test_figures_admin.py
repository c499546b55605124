"""The page of figures: who sees what of it."""

import re

import pytest
import time_machine
from django.urls import reverse

from comments import dayfigures, waiting
from comments.models import ListedWord
from tests.articles.executable import executable_in
from tests.comments.factories import CommentFactory
from tests.comments.moderated import at, decided, reported, words, written
from tests.factories import ArticleFactory, UserFactory

pytestmark = pytest.mark.django_db

PAGE = reverse("admin:comments_comment_figures")
NOW = at("2026-03-05", "12:00")
# Who asks, and their rights: 4; the sections to choose from: 2; limits: 2; the period: 6; bans: 1;
# what waits: 4; moderators, listed words, articles twice and comments: 5.
QUERIES = 24


@pytest.fixture
def team():
    """A moderator with two decisions and another with one, on one article."""
    lan = UserFactory(roles=["moderator"], first_name="Lan")
    minh = UserFactory(roles=["moderator"], first_name="Minh")
    article = ArticleFactory(public=True)
    for by, status in ((lan, "approved"), (lan, "rejected"), (minh, "approved")):
        comment = written(article, at("2026-03-05", "08:00"), reasons=words("dịch"))
        decided(comment, status, at("2026-03-05", "08:30"), by=by)
    return lan, minh, article


def rows_of(page, heading):
    """Return the cells of the table under a heading, row by row."""
    part = page.split(f"<h2>{heading}</h2>")[1].split("</section>")[0].split("<tbody>")[1]
    cells = (
        re.findall(r"<t[hd](?: scope=\"row\")?>(.*?)</t[hd]>", row) for row in part.split("<tr>")
    )
    return [[re.sub("<[^>]+>", "", cell) for cell in row] for row in cells if row]


def show(client, user, *, now=NOW, **query):
    client.force_login(user)
    with time_machine.travel(now):
        return client.get(PAGE, query).content.decode()


@pytest.fixture(autouse=True)
def _english(client):
    client.cookies["django_language"] = "en"


def test_who_leads_the_desk_sees_each_moderator_by_name(client, team):
    lan, minh, _article = team

    page = show(client, UserFactory(roles=["secretary"]))

    assert rows_of(page, "By moderator") == [[str(lan), "2", "50 %"], [str(minh), "1", "100 %"]]


def test_a_moderator_sees_themselves_and_the_others_together(client, team):
    lan, minh, _article = team

    page = show(client, lan)

    assert rows_of(page, "By moderator") == [
        ["You", "2", "50 %"],
        ["The others together", "1", "100 %"],
    ]
    assert str(minh) not in page


def test_who_has_left_is_counted_without_a_name(client, team):
    lan, _minh, _article = team
    tomorrow = at("2026-03-06", "12:00")
    with time_machine.travel(tomorrow):
        dayfigures.gather()
    lan.delete()

    page = show(client, UserFactory(roles=["chief"]), now=tomorrow)

    assert rows_of(page, "By moderator")[0] == ["somebody who has left", "2", "50 %"]


def test_a_listed_word_leads_to_its_entry(client, team):
    listed = ListedWord.objects.create(text="dịch")

    page = show(client, team[0])

    assert rows_of(page, "Listed words") == [["dịch", "3", "67 %"]]
    assert reverse("admin:comments_listedword_change", args=[listed.pk]) in page


def test_sections_of_others_are_neither_shown_nor_to_be_chosen(client, team):
    lan, _minh, article = team
    other = ArticleFactory(public=True, title="Bài của chuyên mục khác")
    reported(CommentFactory(article=other, status="approved"), at("2026-03-05", "09:00"), "r")
    lan.sections.add(article.section)

    page = show(client, lan)

    assert "Bài của chuyên mục khác" not in page
    assert other.section.name not in page
    assert client.get(PAGE, {"chuyen-muc": other.section_id}).status_code == 404
    assert client.get(PAGE, {"chuyen-muc": article.section_id}).status_code == 200


@pytest.mark.parametrize(
    "query",
    [
        {"khoang": "0"},
        {"khoang": "-7"},
        {"khoang": "8"},
        {"khoang": "٧"},
        {"khoang": "9" * 400},
        {"chuyen-muc": "0"},
        {"chuyen-muc": "1 OR 1=1"},
        {"chuyen-muc": "9" * 400},
        {"chuyen-muc": "<script>"},
    ],
)
def test_what_cannot_be_chosen_is_not_there(client, query):
    client.force_login(UserFactory(roles=["chief"]))

    assert client.get(PAGE, query).status_code == 404


def test_nothing_yet_is_said(client):
    page = show(client, UserFactory(roles=["moderator"]), khoang="90")

    assert "None is waiting" in page
    assert page.count("Nothing in this period.") == 5


def test_what_people_wrote_is_text(client):
    evil = "<script>alert(1)</script><img src=x onerror=alert(2)>"
    moderator = UserFactory(roles=["chief"], first_name=evil[:25])
    article = ArticleFactory(public=True, title=evil)
    comment = written(
        article,
        at("2026-03-05", "08:00"),
        body=evil,
        name=evil[:50],
        reasons=[*words(evil), {"step": evil}],
    )
    decided(comment, "approved", at("2026-03-05", "08:30"), by=moderator)
    reported(comment, at("2026-03-05", "09:00"), "r")

    page = show(client, moderator)

    assert "&lt;script&gt;" in page
    assert executable_in(page) == []


def test_sections_are_left_out_while_too_many_wait(client, monkeypatch):
    first, second, _third = CommentFactory.create_batch(3)
    chief = UserFactory(roles=["chief"])
    names = [str(one.article.section) for one in (first, second)]
    table = show(client, chief).split("figures-waiting")[-1].split("</section>")[0]
    assert all(name in table for name in names)

    monkeypatch.setattr(waiting, "MOST_BY_SECTION", 2)

    part = show(client, chief).split('id="figures-waiting"')[1].split("</section>")[0]
    assert "<dd>3</dd>" in part and "once no more than 2 are waiting" in part
    assert not any(name in part for name in names)


@pytest.mark.parametrize("count", [1, 12])
def test_the_page_runs_constant_queries(client, count, django_assert_num_queries):
    for number in range(count):
        article = ArticleFactory(public=True)
        found = words(f"từ {number}")
        comment = written(article, at("2026-03-05", "08:00"), reasons=found, body=f"Một {number}")
        by = UserFactory(roles=["moderator"])
        decided(comment, "approved", at("2026-03-05", "09:00"), by=by)
        reported(comment, at("2026-03-05", "09:00"), "r")
        CommentFactory(article=article, body=f"Hai {number}")
    chief = UserFactory(roles=["chief"])
    show(client, chief)  # rights and content types are known after that

    client.force_login(chief)
    with time_machine.travel(NOW), django_assert_num_queries(QUERIES):
        client.get(PAGE)


def test_only_reading_is_answered(client):
    client.force_login(UserFactory(roles=["chief"]))

    assert client.post(PAGE).status_code == 405
    assert "no-store" in client.get(PAGE).headers["Cache-Control"]
