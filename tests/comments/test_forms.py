import pytest

from comments.forms import CommentForm
from comments.models import Comment
from tests.comments.factories import CommentFactory
from tests.factories import ArticleFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def article():
    return ArticleFactory(public=True)


def form_with(article, **data):
    return CommentForm({"name": "Hoa", "body": "Bài hay.", **data}, article=article)


@pytest.mark.parametrize(
    ("sent", "stored"),
    [
        ("  Bài hay. \r\n", "Bài hay."),
        ("Một\r\n\r\n\r\n\r\nhai", "Một\n\nhai"),
        ("Một\n \t\n \u200b\nhai", "Một\n\nhai"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("5 < 7 & 8 > 3", "5 < 7 & 8 > 3"),
        ("gi\u200b\u202e\u2066ấu\x00\x07", "giấu"),
        ("Hoa\u0300", "Hoà"),
        ("👍", "👍"),
        ("a" * 3000, "a" * 3000),
        ("\r\n".join("a" * 1500), "\n".join("a" * 1500)),
    ],
)
def test_body_is_stored_as_plain_clean_text(article, sent, stored):
    form = form_with(article, body=sent)

    assert form.is_valid(), form.errors
    assert form.cleaned_data["body"] == stored


NOTHING = [
    "",
    " \r\n\t",
    "\u200b\u200d",
    "\ufeff",
    "\u3164",
    "\u2800 \u115f",
    "\u00a0\u3000",
    "\x00",
]


@pytest.mark.parametrize("sent", NOTHING, ids=ascii)
@pytest.mark.parametrize("field", ["name", "body"])
def test_what_no_eye_sees_is_refused(article, field, sent):
    form = form_with(article, **{field: sent})

    assert list(form.errors.as_data()) == [field]
    assert form.errors.as_data()[field][0].code == "required"


@pytest.mark.parametrize(
    ("field", "sent"),
    [("body", "a" * 3001), ("body", "ấ" * 1_000_000), ("name", "a" * 61), ("name", "á " * 400)],
    ids=["body", "a long body", "name", "a long name"],
)
def test_what_is_too_long_is_refused(article, field, sent):
    form = form_with(article, **{field: sent})

    assert form.errors.as_data()[field][0].code == "max_length"


def test_marks_without_end_are_refused_quickly(article):
    form = form_with(article, body="a" + "\u0323\u0302" * 500_000)

    assert not form.is_valid()


@pytest.mark.parametrize(
    ("sent", "stored"),
    [
        (" Trần\n  Văn\tB ", "Trần Văn B"),
        ("\u202eKẻ lừa\u202c", "Kẻ lừa"),
        ("<b>An</b>", "<b>An</b>"),
    ],
)
def test_name_is_one_clean_line(article, sent, stored):
    form = form_with(article, name=sent)

    assert form.is_valid()
    assert form.cleaned_data["name"] == stored


@pytest.mark.parametrize(
    ("sent", "valid"),
    [("", True), ("hoa@example.com", True), ("hoa", False), ("a" * 250 + "@b.vn", False)],
)
def test_email_may_be_empty_but_not_wrong(article, sent, valid):
    assert form_with(article, email=sent).is_valid() is valid


@pytest.mark.parametrize("status", ["pending", "rejected", "spam", "withdrawn"])
def test_parent_that_is_not_public_is_taken_out_and_the_text_kept(article, status):
    parent = CommentFactory(article=article, status=status)
    form = form_with(article, parent=str(parent.pk))

    assert list(form.errors) == ["parent"]
    assert (form["parent"].value(), form["body"].value()) == ("", "Bài hay.")


def test_parent_of_another_article_is_refused(article):
    parent = CommentFactory(status="approved")

    assert not form_with(article, parent=str(parent.pk)).is_valid()


@pytest.mark.parametrize("parent", ["abc", "-1", "9" * 30, "1.5", "²", "\x00"])
def test_parent_that_is_no_id_is_refused(article, parent):
    assert not form_with(article, parent=parent).is_valid()


def test_reply_to_a_reply_keeps_both_parent_and_root(article):
    root = CommentFactory(article=article, status="approved")
    reply = CommentFactory(parent=root, status="approved")
    form = form_with(article, parent=str(reply.pk))

    assert form.is_valid()
    comment = form.save(commit=False)
    assert (comment.parent, comment.root_id, comment.article) == (reply, root.pk, article)


@pytest.mark.parametrize("sent", ["", "x", "\x00"])
def test_a_broken_uuid_is_done_without(article, sent):
    form = form_with(article, client_uuid=sent.replace("\x00", ""))

    assert form.is_valid()
    assert form.save(commit=False).client_uuid is None


def test_form_cannot_set_what_is_not_asked(article):
    form = form_with(article, status="approved", like_count="9", published_at="2026-01-01")

    assert form.is_valid()
    comment = form.save(commit=False)
    assert (comment.status, comment.like_count, comment.published_at) == ("pending", 0, None)
    assert not Comment.objects.exists()
