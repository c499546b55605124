import pytest

from comments.models import Comment, CommentSketch, ListedWord
from comments.moderation.decisions import NotAllowed, decide
from comments.moderation.pipeline import marked
from comments.moderation.redacting import RedactionForm, redact
from comments.moderation.steps import likeness_of
from comments.moderation.undoing import undo
from tests.comments.factories import CommentFactory
from tests.factories import SectionFactory, UserFactory

pytestmark = pytest.mark.django_db

LONG = "Bà con ở ấp Tân Phú mong huyện sớm làm lại cây cầu gỗ đã mục, gọi tôi số 0912345678 nhé."
SHORT = "Bà con ở ấp Tân Phú mong huyện sớm làm lại cây cầu gỗ đã mục."


@pytest.fixture
def moderator():
    return UserFactory(roles=["moderator"])


def test_a_number_is_taken_out_and_kept_with_the_event(moderator):
    comment = CommentFactory(name="Bác Ba", body=LONG)
    sketch = set(comment.sketches.values_list("band", flat=True))

    redact(comment.pk, by=moderator, version=1, name="Bác Ba", body=SHORT, why="Số điện thoại")

    after = Comment.objects.get()
    assert (after.body, after.status, after.version) == (SHORT, "pending", 2)
    assert after.redacted_at is not None
    assert "0912345678" not in after.folded and "ap tan phu" in after.folded
    assert after.likeness == likeness_of(SHORT)
    assert set(CommentSketch.objects.values_list("band", flat=True)) != sketch
    event = comment.events.get()
    assert (event.action, event.reason) == ("redact", "Số điện thoại")
    assert event.detail["before"] == {"body": LONG}


def test_what_the_rules_marked_is_marked_at_its_new_place(moderator):
    ListedWord.objects.create(text="đồ ngu")
    comment = CommentFactory(body="Gọi 0912345678 đi, đồ ngu.")
    Comment.objects.update(reasons=[*comment.reasons, {"step": "rate", "number": 6, "minutes": 5}])

    redact(comment.pk, by=moderator, version=1, name=comment.name, body="Gọi đi, đồ ngu.")

    after = Comment.objects.get()
    assert ">đồ ngu</mark>" in marked(after, "body")
    assert [reason["step"] for reason in after.reasons] == ["rate", "words"]


def test_a_redaction_is_taken_back(moderator):
    comment = CommentFactory(name="Bác Ba 0912345678", body=LONG)
    done = redact(comment.pk, by=moderator, version=1, name="Bác Ba", body=SHORT)

    undo(done.batch, by=moderator)

    after = Comment.objects.get()
    assert (after.name, after.body, after.redacted_at) == ("Bác Ba 0912345678", LONG, None)
    assert after.likeness == comment.likeness and "0912345678" in after.folded
    assert comment.events.last().detail["before"] == {"name": "Bác Ba", "body": SHORT}


def test_redacting_what_somebody_approved_meanwhile_is_refused(moderator):
    comment = CommentFactory(body=LONG)
    decide([comment.pk], "approved", by=None)

    done = redact(comment.pk, by=moderator, version=1, name=comment.name, body=SHORT)

    assert done.stale == (comment.pk,)
    assert Comment.objects.get().body == LONG


def test_the_same_text_again_is_no_act(moderator):
    comment = CommentFactory(body=LONG)

    assert redact(comment.pk, by=moderator, version=1, name=comment.name, body=LONG).changed == 0
    assert not comment.events.exists()


def test_sections_hold(moderator):
    moderator.sections.add(SectionFactory())
    comment = CommentFactory(body=LONG)

    with pytest.raises(NotAllowed):
        redact(comment.pk, by=moderator, version=1, name=comment.name, body=SHORT)


@pytest.mark.parametrize(
    "fields",
    [
        {"name": "", "body": "Hay."},
        {"name": "Hoa", "body": "\u200b\u3164"},
        {"name": "Hoa", "body": "a" * 3001},
        {"name": "a" * 61, "body": "Hay."},
    ],
)
def test_what_a_reader_could_not_write_is_refused(fields):
    assert not RedactionForm(fields).is_valid()


def test_what_is_sent_is_cleaned():
    form = RedactionForm({"name": " Bác\n Ba\x00 ", "body": "Hay\x00.\r\n\r\n\r\n\r\nThật"})

    assert form.is_valid()
    assert form.cleaned_data["name"] == "Bác Ba"
    assert form.cleaned_data["body"] == "Hay.\n\nThật"
