"""Saves that say where they come from: nobody is overwritten, nothing is stored twice."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from articles import publishing, revisions
from articles.content import Content
from articles.models import Article, Revision
from articles.revisions import Origin
from tests.factories import ArticleFactory, UserFactory

pytestmark = pytest.mark.django_db

AUTOSAVED = Revision.Kind.AUTOSAVED


@pytest.fixture
def article():
    return ArticleFactory()


def save(article, title, origin, **more):
    content = revisions.newest_content(Article.objects.get(pk=article.pk))
    changed = Content.from_json({**content.to_json(), "title": title})
    stale = Article.objects.get(pk=article.pk)
    return revisions.save(stale, changed, by=None, origin=origin, **more)


def titles(article):
    return [row.content["title"] for row in article.revisions.order_by("number")]


def newest_title(article):
    return Article.objects.get(pk=article.pk).newest_revision.content["title"]


def test_a_save_on_a_stale_text_is_kept_aside(article):
    base = article.newest_revision_id
    save(article, "Của An", Origin(base, uuid4(), 1))

    aside = save(article, "Của Bình", Origin(base, uuid4(), 1))

    assert aside.kind == Revision.Kind.ASIDE
    assert newest_title(article) == "Của An"
    assert Article.objects.get().title == "Của An"
    assert titles(article)[1:] == ["Của An", "Của Bình"]
    assert aside.base_id == base


def test_a_windows_own_saves_never_clash(article):
    base, window = article.newest_revision_id, uuid4()

    for number in (1, 2, 3):
        save(article, f"Lần {number}", Origin(base, window, number))

    assert newest_title(article) == "Lần 3"
    assert not article.revisions.filter(kind=Revision.Kind.ASIDE).exists()


def test_a_save_that_arrives_late_does_not_undo_a_later_one(article):
    base, window = article.newest_revision_id, uuid4()
    later = save(article, "Sau", Origin(base, window, 2), kind=AUTOSAVED)

    assert save(article, "Trước", Origin(base, window, 1), kind=AUTOSAVED) == later
    assert newest_title(article) == "Sau"


def test_a_save_sent_twice_is_stored_once(article):
    origin = Origin(article.newest_revision_id, uuid4(), 1)

    assert save(article, "Một lần", origin) == save(article, "Một lần", origin)
    assert len(titles(article)) == 2


def test_own_saves_clash_again_once_somebody_else_came_between(article):
    base, window = article.newest_revision_id, uuid4()
    mine = save(article, "Của tôi", Origin(base, window, 1))
    save(article, "Của người khác", Origin(mine.pk, uuid4(), 1))

    aside = save(article, "Của tôi, tiếp", Origin(base, window, 2))

    assert aside.kind == Revision.Kind.ASIDE
    assert newest_title(article) == "Của người khác"


def test_the_same_text_is_no_clash(article):
    base = article.newest_revision_id
    first = save(article, "Giống nhau", Origin(base, uuid4(), 1))

    assert save(article, "Giống nhau", Origin(base, uuid4(), 1)) == first


def test_what_a_window_keeps_aside_grows_and_is_one(article):
    base, window = article.newest_revision_id, uuid4()
    save(article, "Của người khác", Origin(base, uuid4(), 1))

    for number, title in enumerate(("Dở", "Dở dang", "Dở dang xong"), start=1):
        aside = save(article, title, Origin(base, window, number), kind=AUTOSAVED)
    again = save(article, "Dở dang xong", Origin(base, window, 3), kind=AUTOSAVED)

    assert aside == again
    assert titles(article)[1:] == ["Của người khác", "Dở dang xong"]


@pytest.mark.parametrize(("seconds", "kept"), [(1, ["Hai"]), (301, ["Một", "Hai"])])
def test_of_what_saves_itself_one_in_five_minutes_stays(article, seconds, kept):
    base, window = article.newest_revision_id, uuid4()
    first = save(article, "Một", Origin(base, window, 1), kind=AUTOSAVED)
    start = datetime(2026, 11, 25, 10, 0, tzinfo=UTC)
    Revision.objects.filter(pk=first.pk).update(created_at=start)
    with_time = pytest.MonkeyPatch()
    with_time.setattr("django.utils.timezone.now", lambda: start + timedelta(seconds=seconds))
    try:
        save(article, "Hai", Origin(base, window, 2), kind=AUTOSAVED)
    finally:
        with_time.undo()

    assert titles(article)[1:] == kept


@pytest.mark.parametrize("why", ["named", "noted", "live", "pressed"])
def test_what_is_needed_is_never_dropped(article, why):
    base, window = article.newest_revision_id, uuid4()
    first = save(article, "Một", Origin(base, window, 1), kind=AUTOSAVED)
    if why == "named":
        Revision.objects.filter(pk=first.pk).update(name="Bản gửi sếp")
    if why == "noted":
        Revision.objects.filter(pk=first.pk).update(note="Số liệu đã hỏi lại")
    if why == "live":
        publishing.publish(Article.objects.get(pk=article.pk), by=None)
    if why == "pressed":
        save(article, "Một", Origin(base, window, 2))

    save(article, "Hai", Origin(base, window, 3), kind=AUTOSAVED)

    assert titles(article)[1:] == ["Một", "Hai"]


def test_saving_by_hand_what_saved_itself_makes_no_second_revision(article):
    base, window = article.newest_revision_id, uuid4()
    save(article, "Một", Origin(base, window, 1), kind=AUTOSAVED)

    pressed = save(article, "Một", Origin(base, window, 2))

    assert pressed.kind == Revision.Kind.SAVED
    assert len(titles(article)) == 2


def test_saves_without_an_origin_are_nobodys_rivals(article):
    user = UserFactory()

    revision = revisions.save(article, Content(title="Từ tệp"), by=user)

    assert (revision.kind, revision.created_by) == (Revision.Kind.SAVED, user)


def test_a_save_gives_no_article_back_to_whom_it_was_taken_from(article):
    stale = Article.objects.get(pk=article.pk)
    reporter = UserFactory()
    Article.objects.filter(pk=article.pk).update(created_by=reporter)

    revisions.save(stale, Content(title="Bài"), by=None)

    assert Article.objects.get().created_by == reporter
