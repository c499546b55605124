import pytest
from django.core import mail

from articles import workflow
from articles.conversation import add_note, names_in, people_of
from articles.models import Note
from articles.workflow import NotAllowed
from newsroom.models import User
from tests.factories import ArticleFactory, SectionFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("@diep xem giúp", ["diep"]),
        ("Nhờ @diep, @thai. Cảm ơn @Diep!", ["Diep", "thai"]),
        ("(@le.diep)", ["le.diep"]),
        ("gửi diep@bao.example nhé", []),
        ("một @ trống", []),
        ("https://x.example/@diep", ["diep"]),
    ],
)
def test_names_are_called_by_an_at_sign(text, names):
    assert names_in(text) == names


@pytest.fixture
def writer():
    return UserFactory(roles=["reporter"], username="diep", email="diep@bao.example")


@pytest.fixture
def editor():
    return UserFactory(roles=["editor"], username="thai", email="thai@bao.example")


def test_whoever_is_called_is_told_once(writer, editor, django_capture_on_commit_callbacks):
    article = ArticleFactory(created_by=writer, title="Bến đò Vàm Lớn")

    with django_capture_on_commit_callbacks(execute=True):
        posted = add_note(article, "@Diep xem lại tên riêng, @diep nhé. @thai", by=editor)

    [message] = mail.outbox
    assert message.to == ["diep@bao.example"]
    assert "Bến đò Vàm Lớn" in message.subject
    assert "@Diep xem lại tên riêng" in message.body
    assert f"/admin/articles/article/{article.pk}/change/" in message.body
    assert set(posted.note.mentions.all()) == {writer, editor}
    assert (posted.outside, posted.unknown) == ([], [])


def test_who_may_not_see_the_article_is_told_nothing(
    writer, editor, django_capture_on_commit_callbacks
):
    other = UserFactory(
        roles=["reporter"], username="binh", last_name="Trần", first_name="Bình", email="b@x.vn"
    )
    article = ArticleFactory(created_by=writer)

    with django_capture_on_commit_callbacks(execute=True):
        posted = add_note(article, "@binh @khongco", by=editor)

    assert mail.outbox == []
    assert not posted.note.mentions.exists()
    assert (posted.outside, posted.unknown) == ([str(other)], ["khongco"])


def test_notes_are_for_those_who_see_the_article(writer):
    article = ArticleFactory(created_by=UserFactory())

    with pytest.raises(NotAllowed):
        add_note(article, "Chào", by=writer)

    assert not Note.objects.exists()


def test_people_are_those_to_whom_the_workflow_gives_the_article():
    top, other = SectionFactory(), SectionFactory()
    below = SectionFactory(parent=top)
    writer = UserFactory(roles=["reporter"])
    for roles, sections, fields in (
        (["reporter"], [], {}),
        (["editor"], [], {}),
        (["editor"], [top], {}),
        (["editor"], [below], {}),
        (["editor"], [other, below], {}),
        (["editor"], [other], {}),
        (["chief"], [other], {}),
        (["moderator"], [], {}),
        (["editor"], [], {"is_active": False}),
        ([], [other], {"is_superuser": True}),
    ):
        UserFactory(roles=roles, **fields).sections.set(sections)

    for section in (top, below, other, None):
        article = ArticleFactory(section=section, created_by=writer)
        seeing = {
            user
            for user in User.objects.filter(is_active=True)
            if workflow.visible_to(user).filter(pk=article.pk).exists()
        }
        assert set(people_of(article)) == seeing
