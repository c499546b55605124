"""The demonstration is a paper that a visiting editor believes."""

from collections import Counter
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from PIL import Image

from articles import requirements, revisions
from articles.models import Article, Author, Photo, PhotoCaption, Publication, Section
from comments.models import Comment, CommentCounter
from comments.recounting import recount
from newsroom.demo import build
from newsroom.models import User


class NoProcesses:
    """Stands for the pool of processes; draws plain pictures here, so that the test is quick."""

    def __init__(self, **options):
        pass

    def __enter__(self):
        return self

    def __exit__(self, *error):
        pass

    def map(self, function, keys):
        return [function(key) for key in keys]


@pytest.fixture
def demo(db, media, monkeypatch):
    sizes = iter(range(160, 400))
    monkeypatch.setattr(build, "ProcessPoolExecutor", NoProcesses)
    monkeypatch.setattr(
        build.drawing, "draw", lambda key: Image.new("RGB", (next(sizes), 140), "teal")
    )
    return list(build.build(password="secret"))


def assert_the_demonstration_is_a_whole_paper():
    states = Counter(Article.objects.values_list("state", flat=True))
    assert Article.objects.count() >= 60
    assert states["published"] >= 55
    assert all(states[state] for state in ("draft", "submitted", "returned", "scheduled"))
    assert Section.objects.filter(parent=None).count() == 12
    assert not Section.objects.filter(articles=None, children=None).exists()
    assert Author.objects.count() == 8
    assert not Author.objects.filter(articles=None).exists()
    assert max(Counter(Author.objects.exclude(user=None).values_list("user")).values()) == 2


def assert_its_articles_are_spread_over_two_years():
    oldest = Article.objects.public().order_by("published_at").first()
    newest = Article.objects.public().order_by("published_at").last()

    assert newest.published_at - oldest.published_at > timedelta(days=600)
    assert timezone.now() - newest.published_at < timedelta(days=1)


def assert_its_comments_are_in_every_state():
    states = Counter(Comment.objects.values_list("status", flat=True))
    assert Comment.objects.count() >= 300
    assert set(states) == {"approved", "pending", "rejected", "spam"}
    assert Comment.objects.exclude(root=None).count() >= 70
    assert CommentCounter.objects.order_by("-approved").first().approved == 202
    assert list(recount(repair=False)) == []


def assert_everything_public_meets_the_papers_own_requirements():
    for article in Article.objects.public():
        assert requirements.problems_of(revisions.content_of(article)) == []
    assert not PhotoCaption.objects.filter(caption="").exists()
    assert not Photo.objects.filter(credit="").exists()


def assert_a_placeholder_is_never_printed():
    for article in Article.objects.all():
        assert "{" not in f"{article.title}{article.lead}{article.body}"


def assert_one_sign_in_for_each_role():
    names = User.objects.order_by("pk").values_list("username", flat=True)

    assert list(names) == ["phongvien", "bientap", "thuky", "tongbientap", "kiemduyet"]
    assert User.objects.get(username="bientap").check_password("secret")
    assert not User.objects.filter(is_superuser=True).exists()


def test_the_demonstration_is_complete_and_made_once(demo, capsys):
    """One test, because making the paper takes seconds; each part says what it is about."""
    assert_the_demonstration_is_a_whole_paper()
    assert_its_articles_are_spread_over_two_years()
    assert_its_comments_are_in_every_state()
    assert_everything_public_meets_the_papers_own_requirements()
    assert_a_placeholder_is_never_printed()
    assert_one_sign_in_for_each_role()
    assert_the_command_makes_nothing_twice(capsys)


def test_the_command_refuses_to_open_a_real_site(db, settings):
    settings.IS_DEMO = False

    with pytest.raises(CommandError):
        call_command("demo", no_serve=True)

    assert not User.objects.exists()


def assert_the_command_makes_nothing_twice(capsys):
    before = (Article.objects.count(), Comment.objects.count(), User.objects.count())

    call_command("demo", no_serve=True)

    assert (Article.objects.count(), Comment.objects.count(), User.objects.count()) == before
    assert Publication.objects.count() == 1
    assert "kiemduyet" in capsys.readouterr().out
