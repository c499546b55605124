"""The newsroom's first page, its header, its sign-in page."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.comments.factories import CommentFactory
from tests.factories import ArticleFactory, SectionFactory, UserFactory

pytestmark = pytest.mark.django_db

INDEX = "/admin/"
DOORS = {
    "write": reverse("admin:articles_article_add"),
    "paste": reverse("admin:articles_article_paste"),
    "photo": reverse("admin:articles_photo_add"),
    "moderate": reverse("admin:comments_comment_changelist"),
}


@pytest.fixture
def desk_of(client):
    """Give ``desk_of(role)``: the first page's text, as a new member of staff sees it."""

    def _desk_of(role, **fields):
        user = UserFactory(roles=[role], **fields)
        client.force_login(user)
        return client.get(INDEX).content.decode()

    return _desk_of


@pytest.mark.parametrize(
    ("role", "doors"),
    [
        ("reporter", {"write", "paste", "photo"}),
        ("editor", {"write", "paste", "photo"}),
        ("chief", {"write", "paste", "photo", "moderate"}),
        ("moderator", {"moderate"}),
    ],
)
def test_each_role_finds_the_doors_that_are_open_to_it(desk_of, role, doors):
    text = desk_of(role)

    found = set(re.findall(r'class="desk-door[^"]*" href="([^"]+)"', text))
    assert found == {DOORS[door] for door in doors}


def test_waiting_comments_are_counted_for_moderators_in_their_sections(client):
    inside = CommentFactory()
    CommentFactory(article=inside.article)
    CommentFactory(article=inside.article, status="approved")
    CommentFactory()
    moderator = UserFactory(roles=["moderator"])
    moderator.sections.add(inside.article.section)
    client.force_login(moderator)

    text = client.get(INDEX).content.decode()

    door = text[text.index(f'href="{DOORS["moderate"]}"><b>') :]
    assert re.search(r"<span>(\d+) ", door).group(1) == "2"


def test_the_desk_shows_an_editor_what_waits_oldest_first(client):
    articles = [ArticleFactory(state=state) for state in ("submitted", "awaiting_approval")]
    ArticleFactory(state="draft")
    ArticleFactory(public=True)
    client.force_login(UserFactory(roles=["editor"]))

    desk = client.get(INDEX).context["desk"]

    assert desk.queue == articles
    assert {pile.state.value: pile.count for pile in desk.piles} == {
        "submitted": 1,
        "awaiting_approval": 1,
        "draft": 1,
    }


def test_scheduled_articles_are_counted_until_their_time(client):
    now = timezone.now()
    for moment in (now + timedelta(hours=1), now - timedelta(hours=1)):
        ArticleFactory(state="scheduled", published_at=moment)
    client.force_login(UserFactory(roles=["editor"]))

    desk = client.get(INDEX).context["desk"]

    assert [(pile.state.value, pile.count) for pile in desk.piles] == [("scheduled", 1)]


def test_a_reporter_sees_own_articles_only(client):
    reporter = UserFactory(roles=["reporter"])
    own = ArticleFactory(created_by=reporter, state="returned")
    ArticleFactory(title="Bài của người khác", state="returned")
    client.force_login(reporter)

    response = client.get(INDEX)

    assert response.context["desk"].queue == [own]
    assert "Bài của người khác" not in response.content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_the_first_page_runs_constant_queries(client, count, django_assert_num_queries):
    for _ in range(count):
        section = SectionFactory(parent=SectionFactory())
        ArticleFactory(section=section, state="submitted", created_by=UserFactory())
        CommentFactory()
    client.force_login(UserFactory(roles=["chief"]))

    # session, user, permissions of the user and of the groups, the paper with its sections, the
    # user's sections twice, articles by state, scheduled ones, those that wait, waiting comments
    with django_assert_num_queries(11):
        client.get(INDEX)


def test_the_header_leads_to_what_is_used_daily_first(client):
    client.force_login(UserFactory(roles=["chief"]))

    text = client.get(reverse("admin:articles_photo_changelist")).content.decode()

    links = re.findall(r'class="desk-nav__link" href="/admin/\w+/(\w+)/"', text)
    assert links[:3] == ["article", "photo", "comment"]
    assert set(links[3:]) == {
        *("author", "correction", "publication", "section", "tag", "user", "withdrawal")
    }
    assert re.findall(r'href="/admin/articles/(\w+)/" aria-current="page"', text) == ["photo"]


def test_the_sign_in_page_bears_the_papers_name(client):
    paper = SectionFactory().publication

    assert paper.name in client.get("/admin/login/").content.decode()


def test_staff_pages_hold_nothing_that_the_policy_forbids(client):
    ArticleFactory(state="submitted")
    CommentFactory()
    client.force_login(UserFactory(roles=["chief"]))
    pages = [INDEX, *DOORS.values(), reverse("admin:articles_photo_changelist")]

    for url in pages:
        if url == DOORS["write"]:  # the page that holds the editor has a policy of its own
            continue
        text = client.get(url).content.decode()
        assert " style=" not in text, url
        assert "<style" not in text, url
        assert not [tag for tag in text.split("<script")[1:] if "src=" not in tag.split(">")[0]]
