"""Whatever changes, no part is shown that was made before; what is not touched stays."""

import time
from collections import Counter
from datetime import timedelta
from functools import partial

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles import corrections, publishing, readership, workflow
from articles.built import making, reading, release
from articles.built.deflate import unpack
from articles.models import Article, BuiltPart
from articles.rules import Action
from comments import likes
from comments.moderation.decisions import decide
from comments.templatetags.comments import LIKES_HOLD
from tests.newsroom.pagecache.test_truth import CHANGES, Paper
from tests.newsroom.pagecache.test_truth_comments import CHANGES as COMMENTS_CHANGES
from tests.newsroom.pagecache.test_truth_comments import Discussion

pytestmark = pytest.mark.django_db


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    """A block after which all that is done after a commit has been done."""
    return partial(django_capture_on_commit_callbacks, execute=True)


def addresses(paper):
    """The pages of articles among those that the changes may touch."""
    paths = [path for path in paper.pages() if path.endswith(".html")]
    return [*paths, f"/en{paper.neighbour.get_absolute_url()}"]


def versions():
    """When each part was made."""
    return {(one.article_id, one.name): one.made_at for one in BuiltPart.objects.all()}


@pytest.mark.parametrize("change", [*CHANGES, *COMMENTS_CHANGES], ids=lambda one: one.__name__)
def test_no_part_is_older_than_the_last_change(built, committed, change):
    with committed():
        paper = Discussion() if change in COMMENTS_CHANGES else Paper()
    paths = addresses(paper)
    for path in paths:
        built.get(path)

    with committed():
        change(paper)

    for path in paths:
        plain, shown, again = built.plain(path), built.get(path), built.get(path)
        assert shown.status_code == again.status_code == plain.status_code, path
        assert shown.content == plain.content, path
        assert again.content == plain.content, path


@pytest.fixture
def paper(committed):
    with committed():
        return Discussion()


def test_an_approved_comment_makes_the_comments_anew_and_nothing_else(built, committed, paper):
    path, pk = paper.article.get_absolute_url(), paper.article.pk
    built.get(path)
    before = versions()

    with committed():
        decide([paper.waiting.pk], "approved", by=paper.chief)

    assert "Xin hỏi thêm." in built.get(path).content.decode()
    changed = {place for place, made_at in versions().items() if made_at != before[place]}
    assert changed == {(pk, "comments")}


def test_a_correction_makes_the_story_anew_and_nothing_else(built, committed, paper):
    path, pk = paper.article.get_absolute_url(), paper.article.pk
    built.get(path)
    before = versions()

    with committed():
        article = Article.objects.get(pk=pk)
        corrections.publish_correction(article, kind="correction", text="Là 12.", by=paper.chief)

    assert "Là 12." in built.get(path).content.decode()
    changed = {place for place, made_at in versions().items() if made_at != before[place]}
    assert changed == {(pk, "story")}


def test_a_correction_loads_the_story_and_nothing_beside_it(built, committed, paper):
    path = paper.article.get_absolute_url()
    built.get(path)
    with committed():
        article = Article.objects.get(pk=paper.article.pk)
        corrections.publish_correction(article, kind="correction", text="Là 12.", by=paper.chief)

    with CaptureQueriesContext(connection) as asked:
        built.get(path)

    found = [query["sql"] for query in asked if query["sql"].lstrip("( ").startswith("SELECT")]
    # Beside the parts: the article, its photos, what it names, and for how long that holds.
    assert len([sql for sql in found if "articles_builtpart" not in sql]) == 4, found


def test_another_article_of_an_author_leaves_the_story_as_it_is(built, committed, paper):
    path = paper.article.get_absolute_url()
    built.get(path)
    before = versions()

    with committed():
        publishing.publish(Article.objects.get(pk=paper.draft.pk), by=None)

    assert paper.draft.title in built.get(path).content.decode()
    assert versions()[paper.article.pk, "story"] == before[paper.article.pk, "story"]


def test_likes_and_reads_make_nothing_anew_until_likes_may_be_seen(
    built, committed, paper, django_assert_num_queries
):
    path = paper.article.get_absolute_url()
    built.get(path)
    before = versions()

    with committed():
        likes.like(paper.lone.pk, ["c:somebody"], wanted=True)
    readership.write(Counter({(paper.article.pk, timezone.localdate()): 3}))
    with django_assert_num_queries(1):
        built.get(path)
    assert versions() == before

    with time_machine.travel(timezone.now() + LIKES_HOLD + timedelta(seconds=1)):
        assert '<span class="comment__likes">1</span>' in built.get(path).content.decode()
    assert {place for place in before if versions()[place] != before[place]} == {
        (paper.article.pk, "comments")
    }


def test_comments_that_nobody_likes_hold(built, committed, paper, django_assert_num_queries):
    path = paper.article.get_absolute_url()
    built.get(path)
    before = versions()

    with time_machine.travel(timezone.now() + 3 * LIKES_HOLD):
        built.get(path)  # on another day there is another frame
        with django_assert_num_queries(1):
            built.get(path)
    assert versions() == before


def test_what_is_withdrawn_is_gone_at_once(built, committed, paper):
    path = paper.article.get_absolute_url()
    assert built.get(path).status_code == built.get(path).status_code == 200

    article = Article.objects.get(pk=paper.article.pk)
    with committed():
        workflow.move(article, Action.WITHDRAW, by=paper.chief, reason="Sai.", notice="Đã gỡ.")

    assert built.get(path).status_code == 410
    assert paper.article.lead not in built.get(path).content.decode()
    assert not BuiltPart.objects.filter(article=paper.article).exists()


def stored_text():
    stored = BuiltPart.objects.values_list("pieces", flat=True)
    return "".join(piece.plain.decode() for packed in stored for piece in unpack(bytes(packed)))


def test_words_that_are_taken_from_readers_are_kept_nowhere(built, committed, paper):
    built.get(paper.article.get_absolute_url())
    assert "Cảm ơn báo." in stored_text()

    with committed():
        decide([paper.lone.pk], "rejected", by=paper.chief)

    assert BuiltPart.objects.exists()
    assert "Cảm ơn báo." not in stored_text()


def test_parts_open_no_article_before_its_time(built, committed, paper):
    path = paper.article.get_absolute_url()
    built.get(path)

    Article.objects.filter(pk=paper.article.pk).update(
        published_at=timezone.now() + timedelta(hours=1), state="scheduled"
    )

    assert BuiltPart.objects.filter(article=paper.article).exists()
    assert built.get(path).status_code == 404


def test_stories_beside_come_and_go_by_their_times_alone(built, committed, paper):
    path = paper.article.get_absolute_url()
    moment = timezone.now().replace(microsecond=0) + timedelta(seconds=6)
    with committed():
        publishing.publish(Article.objects.get(pk=paper.draft.pk), by=None, at=moment)
    assert paper.draft.title not in built.get(path).content.decode()

    time.sleep(max(0, (moment - timezone.now()).total_seconds() + 0.1))

    assert paper.draft.title in built.get(path).content.decode()


def test_parts_of_another_release_are_not_used(built, committed, paper, monkeypatch):
    path = paper.article.get_absolute_url()
    built.get(path)
    BuiltPart.objects.update(release="older")

    assert reading.find(paper.article.pk, "vi").parts == {}
    assert built.get(path).content == built.plain(path).content
    assert {one.release for one in BuiltPart.objects.all()} == {release.release()}


def test_the_release_is_another_one_with_another_template(settings, tmp_path):
    (tmp_path / "templates").mkdir()
    settings.BASE_DIR, settings.LOCALE_PATHS = tmp_path, []
    marks = []
    for text in ("a", "b"):
        (tmp_path / "templates" / "page.html").write_text(text)
        release.release.cache_clear()
        marks.append(release.release())
    release.release.cache_clear()

    assert marks[0] != marks[1]


def test_a_part_whose_making_began_before_a_change_is_never_used(
    built, committed, paper, monkeypatch
):
    """The change comes while the page is being made, after its rows were read."""
    path, whole = paper.article.get_absolute_url(), making.render_to_string

    def late(*args):
        page = whole(*args)
        article = Article.objects.get(pk=paper.article.pk)
        with committed():
            corrections.publish_correction(
                article, kind="correction", text="Số đúng: 12.", by=paper.chief
            )
        return page

    monkeypatch.setattr(making, "render_to_string", late)
    built.get(path)
    monkeypatch.setattr(making, "render_to_string", whole)

    assert "Số đúng: 12." in built.get(path).content.decode()
