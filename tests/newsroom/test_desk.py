"""The newsroom's first page, its header, its sign-in page."""

import re

import pytest
from django.urls import reverse

from tests.comments.factories import CommentFactory
from tests.factories import ArticleFactory, SectionFactory, UserFactory

pytestmark = pytest.mark.django_db

INDEX = "/admin/"
DOORS = {
    "write": reverse("admin:articles_article_add"),
    "paste": reverse("admin:articles_article_paste"),
    "assign": reverse("admin:articles_article_assign"),
    "photo": reverse("admin:articles_photo_upload_page"),
    "moderate": reverse("admin:comments_comment_desk"),
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
        ("editor", {"write", "paste", "assign", "photo"}),
        ("chief", {"write", "paste", "assign", "photo", "moderate"}),
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


@pytest.mark.parametrize(
    ("role", "desk"), [("reporter", "own"), ("editor", "desk"), ("chief", "today")]
)
def test_each_role_begins_at_its_own_desk(client, role, desk):
    client.force_login(UserFactory(roles=[role]))

    response = client.get(INDEX)

    assert response.context["board"].desk == desk
    assert reverse(f"admin:articles_article_{desk}") in response.content.decode()


def test_moderators_have_no_desk_of_articles(client):
    client.force_login(UserFactory(roles=["moderator"]))

    text = client.get(INDEX).content.decode()

    assert "desk-pane" not in text
    assert reverse("admin:articles_article_own") not in text


def test_an_editor_finds_what_waits_on_the_first_page_and_takes_it_there(client):
    article = ArticleFactory(state="submitted")
    ArticleFactory(state="draft", title="Bài nháp của người khác")
    client.force_login(UserFactory(roles=["editor"]))

    text = client.get(INDEX).content.decode()

    assert article.title in text
    assert reverse("admin:articles_article_take", args=[article.pk]) in text
    assert "Bài nháp của người khác" not in text


def test_a_reporter_sees_own_articles_only(client):
    reporter = UserFactory(roles=["reporter"])
    own = ArticleFactory(created_by=reporter, state="returned")
    ArticleFactory(title="Bài của người khác", state="returned")
    client.force_login(reporter)

    text = client.get(INDEX).content.decode()

    assert own.title in text
    assert "Bài của người khác" not in text


@pytest.mark.parametrize("count", [1, 3])
def test_the_first_page_runs_constant_queries(client, count, django_assert_num_queries):
    for _ in range(count):
        section = SectionFactory(parent=SectionFactory())
        ArticleFactory(section=section, state="submitted", created_by=UserFactory())
        CommentFactory()
    client.force_login(UserFactory(roles=["chief"]))

    # session, user, permissions of the user and of the groups, the paper with its sections, waiting
    # comments and the user's sections for them, limits of the plan's lists, assignments, the day,
    # what awaits approval, what is stuck, what was made good
    with django_assert_num_queries(14):
        client.get(INDEX)


def test_the_header_leads_to_what_is_used_daily_first(client):
    client.force_login(UserFactory(roles=["chief"]))

    text = client.get(reverse("admin:articles_photo_changelist")).content.decode()

    links = re.findall(r'class="desk-nav__link" href="/admin/([^"]+)/"', text)
    assert links[:8] == [
        *(f"articles/article/{way}" for way in ("today", "schedule", "desk", "own")),
        *("articles/article", "articles/front", "articles/photo", "comments/comment/desk"),
    ]
    # Folded up: what there is of comments in a moderator's order, then the other registers.
    assert links[8:15] == [
        f"comments/{name}"
        for name in (
            *("comment", "comment/figures", "writer", "ban"),
            *("listedword", "preparedtext", "commentrules"),
        )
    ]
    assert set(links[15:]) == {
        *("articles/author", "articles/breakingnews", "articles/correction"),
        *("articles/publication", "articles/section", "articles/series", "articles/stylerule"),
        *("articles/tag", "articles/withdrawal", "newsroom/user"),
    }
    assert re.findall(r'href="/admin/articles/(\w+)/" aria-current="page"', text) == ["photo"]


@pytest.mark.parametrize(
    ("page", "current"),
    [
        ("desk", {"comments/comment/desk": "page"}),
        ("figures", {"comments/comment/figures": "page"}),
        ("changelist", {"comments/comment": "page"}),
        ("change", {"comments/comment/desk": "true"}),
    ],
)
def test_a_moderator_sees_in_the_header_which_page_of_comments_it_is(client, page, current):
    comment = CommentFactory()
    client.force_login(UserFactory(roles=["moderator"]))

    url = reverse(f"admin:comments_comment_{page}", args=[comment.pk] if page == "change" else [])
    text = client.get(url).content.decode()

    link = r'class="desk-nav__link" href="/admin/([^"]+)/" aria-current="(\w+)"'
    assert dict(re.findall(link, text)) == current
    assert "commentrules" not in text  # which moderators may not set


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
        scripts = [tag.split(">")[0] for tag in text.split("<script")[1:]]
        assert not [tag for tag in scripts if "src=" not in tag and "application/json" not in tag]
