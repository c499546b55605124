"""What a public article needs: all of it at once, each with its field."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles import publishing, revisions, workflow
from articles.content import Content, PhotoUse
from articles.models import Publication, StyleRule
from articles.requirements import NotReady, problems_of
from articles.rules import Action
from tests.factories import ArticleFactory, PhotoFactory, SectionFactory, UserFactory

pytestmark = pytest.mark.django_db


def content(**changes):
    article = ArticleFactory(photos=1)
    return Content.from_json({**revisions.newest_content(article).to_json(), **changes})


def named(problems):
    return [(problem.field, problem.blocks) for problem in problems]


def test_a_complete_article_has_no_problem():
    assert problems_of(content()) == []


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"title": ""}, "title"),
        ({"section": None}, "section"),
        ({"lead": ""}, "lead"),
        ({"authors": ()}, "bylines"),
    ],
)
def test_each_thing_that_lacks_is_named_with_its_field(changes, field):
    assert named(problems_of(content(**changes))) == [(field, True)]


def test_an_agency_stands_for_a_byline():
    assert problems_of(content(authors=(), source="TTXVN")) == []


def test_photos_need_credit_and_alternative_text():
    without_credit = PhotoFactory(credit="")
    uses = (PhotoUse(without_credit.pk, "Chú thích.", ""),)

    assert named(problems_of(content(photos=[vars(use) for use in uses]))) == [
        ("captions", True),
        ("captions", True),
    ]


@pytest.mark.parametrize(
    ("letters", "expected"),
    [(20, []), (21, [("title", False)]), (30, [("title", False)]), (31, [("title", True)])],
)
def test_the_headline_keeps_to_the_papers_lengths(letters, expected):
    text = content(title="ắ" * letters)
    Publication.objects.update(title_best=20, title_most=30)

    assert named(problems_of(text)) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [(5, []), (6, [("lead", False)]), (8, [("lead", False)]), (9, [("lead", True)])],
)
def test_the_lead_keeps_to_the_papers_lengths(words, expected):
    text = content(lead="Chữ " * words)
    Publication.objects.update(lead_best=5, lead_most=8)

    assert named(problems_of(text)) == expected


def test_the_house_style_warns_and_blocks_and_says_what_to_write():
    StyleRule.objects.create(
        pattern="chém gió",
        explanation="Tiếng lóng.",
        suggestion="nói quá",
        severity="block",
    )
    StyleRule.objects.create(pattern="rất rất", severity="warn")
    StyleRule.objects.create(pattern="mưa", severity="block", is_active=False)

    problems = problems_of(content(title="Mưa: Chém gió", body="<p>Vui <b>rất</b> rất nhiều</p>"))

    assert named(problems) == [("title", True), ("body", False)]
    assert "“Chém gió”" in problems[0].text
    assert problems[0].text.endswith("nói quá")
    assert "Tiếng lóng." in problems[0].text


def test_warnings_do_not_keep_an_article_from_readers():
    StyleRule.objects.create(pattern="mùa", severity="warn")
    article = ArticleFactory()

    publishing.publish(article, by=None)

    assert article.state == "published"


STEPS = {
    "propose": lambda article, by: workflow.move(article, Action.PROPOSE, by=by),
    "publish": lambda article, by: publishing.publish(article, by=by),
    "schedule": lambda article, by: publishing.publish(
        article, by=by, at=timezone.now() + timedelta(days=1)
    ),
}


@pytest.mark.parametrize("step", STEPS)
def test_all_that_blocks_is_said_at_each_step_towards_readers(step):
    secretary = UserFactory(roles=["secretary"])
    article = ArticleFactory(state="submitted", authors=[], lead="")

    with pytest.raises(NotReady) as caught:
        STEPS[step](article, secretary)

    assert [problem.field for problem in caught.value.problems] == ["lead", "bylines"]
    article.refresh_from_db()
    assert article.state == "submitted"


def test_an_incomplete_draft_is_always_saved():
    article = ArticleFactory(authors=[], lead="", title="", section=None)

    revisions.save(article, Content(body="<p>Mới một câu.</p>"), by=None)

    assert article.body == "<p>Mới một câu.</p>"


@pytest.mark.parametrize("count", [1, 3])
def test_checking_runs_constant_queries(count, django_assert_num_queries):
    photos = PhotoFactory.create_batch(count)
    for number in range(count):
        StyleRule.objects.create(pattern=f"từ cấm {number}")
    text = content(photos=[vars(PhotoUse(photo.pk, "a", "b")) for photo in photos])
    SectionFactory()

    # the section with its paper, authors, photos, rules
    with django_assert_num_queries(4):
        problems_of(text)
