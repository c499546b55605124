"""The desks' pages, and taking over from a list."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from articles.models import Assignment, Readership, Transition
from comments.models import CommentCounter
from tests.factories import ArticleFactory, SectionFactory, UserFactory

pytestmark = pytest.mark.django_db

OWN, DESK, TODAY = (reverse(f"admin:articles_article_{name}") for name in ("own", "desk", "today"))


@pytest.mark.parametrize(
    ("role", "open_to"),
    [
        ("reporter", {OWN}),
        ("editor", {OWN, DESK}),
        ("secretary", {OWN, DESK, TODAY}),
        ("chief", {OWN, DESK, TODAY}),
        ("moderator", set()),
    ],
)
def test_each_desk_is_open_to_those_who_work_at_it(role, open_to, client, sign_in):
    sign_in(role)

    statuses = {url: client.get(url).status_code for url in (OWN, DESK, TODAY)}

    assert statuses == {url: 200 if url in open_to else 403 for url in (OWN, DESK, TODAY)}


def test_nobody_else_gets_in(client):
    for url in (OWN, DESK, TODAY):
        assert "/login/" in client.get(url).url


@pytest.mark.parametrize(
    "query", ["pane=x", "pane=draft&after=x", "section=x", "section=999999", "section=²"]
)
def test_addresses_that_lead_nowhere_say_so(query, client, sign_in):
    sign_in("editor")

    assert client.get(f"{DESK}?{query.replace('draft', 'submitted')}").status_code == 404


def test_a_reporter_reads_why_an_article_came_back(client, sign_in):
    reporter = sign_in("reporter")
    article = ArticleFactory(state="returned", created_by=reporter)
    for reason in ("Lý do cũ", "Thiếu số liệu <b>mới</b>"):
        Transition.objects.create(
            article=article, from_state="submitted", to_state="returned", reason=reason
        )

    text = client.get(OWN).content.decode()

    assert "Thiếu số liệu &lt;b&gt;mới&lt;/b&gt;" in text
    assert "Lý do cũ" not in text


def test_a_reporter_sees_what_was_assigned_and_by_when(client, sign_in):
    reporter = sign_in("reporter")
    article = ArticleFactory(state="draft", created_by=reporter)
    due = timezone.localtime() + timedelta(hours=2)
    Assignment.objects.create(
        article=article,
        reporter=reporter,
        brief="Hỏi ý kiến chủ đò.",
        due_at=due,
        made_by=UserFactory(last_name="Phạm Quốc", first_name="Thái"),
    )

    text = client.get(OWN).content.decode()

    for part in ("Hỏi ý kiến chủ đò.", "Phạm Quốc Thái", f"{due:%H:%M %d/%m}"):
        assert part in text


def test_published_articles_come_with_their_readers_and_comments(client, sign_in):
    reporter = sign_in("reporter")
    article = ArticleFactory(public=True, created_by=reporter)
    today = timezone.localdate()
    for days, reads in ((0, 1000), (6, 234), (7, 5000)):
        Readership.objects.create(article=article, day=today - timedelta(days=days), reads=reads)
    CommentCounter.objects.create(article=article, approved=17, pending=3)

    text = client.get(f"{OWN}?pane=released").content.decode()

    row = text[text.index('class="desk-row"') :]
    for number in ("6.234", "1.234", "17", "3"):
        assert number in row


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(
    ("url", "queries"), [(OWN, 17), (DESK, 23), (TODAY, 12), (f"{DESK}?pane=submitted", 9)]
)
def test_the_desks_run_constant_queries(url, queries, count, client, django_assert_num_queries):
    chief = UserFactory(roles=["chief"])
    section = SectionFactory()
    chief.sections.add(section)
    client.force_login(chief)
    now = timezone.now()
    states = ("draft", "returned", "submitted", "editing", "awaiting_approval", "scheduled")
    for state in (*states, "published") * count:
        people = {"created_by": chief, "section": SectionFactory(parent=section)}
        if state == "published":
            article = ArticleFactory(state=state, published_at=now, **people)
            Readership.objects.create(article=article, day=timezone.localdate(), reads=1)
        else:
            article = ArticleFactory(
                state=state, published_at=now - timedelta(hours=1), holder=UserFactory(), **people
            )
        Assignment.objects.create(
            article=article, reporter=UserFactory(), made_by=UserFactory(), brief="Đi.", due_at=now
        )
        Transition.objects.create(
            article=article,
            from_state="submitted",
            to_state="returned",
            due_at=now - timedelta(hours=1),
        )
    client.get(url)

    with django_assert_num_queries(queries):
        client.get(url)


# --- taking over from the list --------------------------------------------------------------------


def take(client, article, seen=None):
    url = reverse("admin:articles_article_take", args=[article.pk])
    return client.post(url, {"seen": seen or f"{article.state}:"}, follow=True)


def test_an_editor_takes_an_article_in_one_press(client, sign_in):
    editor = sign_in("editor")
    article = ArticleFactory(state="submitted")

    text = client.get(DESK).content.decode()
    assert reverse("admin:articles_article_take", args=[article.pk]) in text
    response = take(client, article)

    article.refresh_from_db()
    assert (article.state, article.holder) == ("editing", editor)
    assert response.request["PATH_INFO"].endswith(f"/{article.pk}/change/")


def test_who_comes_second_is_told_who_has_it(client, sign_in):
    sign_in("editor")
    first = UserFactory(last_name="Lê", first_name="Mai")
    article = ArticleFactory(state="editing", holder=first)

    response = take(client, article, seen="submitted:")

    article.refresh_from_db()
    assert article.holder == first
    assert "Lê Mai" in response.content.decode()
    assert response.request["PATH_INFO"] == DESK


def test_taking_is_refused_to_those_who_may_not_and_by_a_link(client, sign_in):
    reporter = sign_in("reporter")
    own = ArticleFactory(state="submitted", created_by=reporter)
    url = reverse("admin:articles_article_take", args=[own.pk])

    assert client.get(url).status_code == 405
    assert take(client, ArticleFactory(state="submitted")).status_code == 404
    take(client, own)

    own.refresh_from_db()
    assert (own.state, own.holder) == ("submitted", None)
