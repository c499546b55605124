"""What a letter looks like, and that nothing in it does anything."""

import smtplib
from types import SimpleNamespace

import pytest
from django.core.mail.backends.locmem import EmailBackend

from comments import mailing
from comments.mailing import Mail
from comments.models import Comment
from tests.comments.factories import CommentFactory
from tests.comments.letters.people import approve, make_guest, make_reader
from tests.comments.letters.test_letters import by_guest, by_reader
from tests.factories import ArticleFactory, PublicationFactory
from tests.reading import vietnamese_in

pytestmark = pytest.mark.django_db

NASTY = "<script>alert(1)</script>\r\nBcc: all@example.com"


def html_of(mail):
    [(page, kind)] = mail.alternatives
    assert kind == "text/html"
    return page


def test_names_and_texts_are_escaped_and_stay_out_of_the_headers(mailoutbox):
    root = by_reader(make_reader(), status="approved")
    reply = CommentFactory(parent=root)
    # As if it had come in by another door than the form, which would have cleaned it.
    Comment.objects.filter(pk=reply.pk).update(name=NASTY[:60], body=NASTY)
    Comment.objects.filter(pk=root.pk).update(body=NASTY)
    type(root.article).objects.filter(pk=root.article_id).update(title=f"Tít {NASTY}")

    approve(reply)

    [mail] = mailoutbox
    raw = mail.message().as_string()
    head = raw.partition("\n\n")[0]
    assert "\nBcc" not in head and mail.recipients() == ["an@example.com"]
    assert "\n" not in mail.subject and mail.subject.startswith("<script>")
    page = html_of(mail)
    assert "<script" not in page
    assert page.count("&lt;script&gt;") == 4
    assert "<script>alert(1)</script>" in mail.body


def test_the_paper_writes_from_its_own_address(mailoutbox):
    paper = PublicationFactory(name='Báo "Đồng Khởi"\nBcc: x@example.com', email="bao@example.vn")
    make_guest()

    approve(by_guest())

    message = mailoutbox[0].message()
    assert str(paper) and "\n" not in mailoutbox[0].from_email
    assert mailoutbox[0].from_email.endswith("<bao@example.vn>")
    assert message["Bcc"] is None
    assert message["Auto-Submitted"] == "auto-generated"


def test_without_an_address_of_its_own_it_writes_from_the_servers(mailoutbox, settings):
    settings.DEFAULT_FROM_EMAIL = "web@example.vn"
    PublicationFactory(name="Báo Thử Nghiệm")
    make_guest()

    approve(by_guest())

    assert mailoutbox[0].from_email == '"Báo Thử Nghiệm" <web@example.vn>'


def test_a_mail_program_can_stop_letters_with_one_press(mailoutbox, settings):
    settings.SITE_URL = "https://bao.example"
    make_guest()

    approve(by_guest())

    headers = mailoutbox[0].message()
    address = headers["List-Unsubscribe"].strip("<>")
    assert address.startswith("https://bao.example/binh-luan/thu/ngung/")
    assert "ba@example.com" not in address
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert address in mailoutbox[0].body and address in html_of(mailoutbox[0])


def test_long_texts_are_cut(mailoutbox):
    root = by_reader(make_reader(), status="approved", body="dài " * 700)
    reply = CommentFactory(parent=root, body="x" * 3000, name="N" * 60)

    approve(reply)

    assert len(mailoutbox[0].body) < 2500
    assert len(mailoutbox[0].subject) <= 121
    assert "…" in mailoutbox[0].body


@pytest.mark.parametrize(
    ("language", "prefix", "is_vietnamese"),
    [("vi", "", True), ("en", "/en", False), ("km", "", True)],
)
def test_it_speaks_the_articles_language_or_the_papers(mailoutbox, language, prefix, is_vietnamese):
    PublicationFactory(name="The Paper")
    make_guest()
    article = ArticleFactory(public=True, title="Rice", language=language)
    comment = by_guest(article=article, name="Ba", body="Good.", status="approved")
    approve(comment, status="rejected")
    reply = CommentFactory(parent=None, article=article, name="Tu", body="Yes.")
    Comment.objects.filter(pk=reply.pk).update(parent=comment, root=comment)

    approve(comment, reply)

    assert len(mailoutbox) == 2
    for mail in mailoutbox:
        assert f"{prefix}/binh-luan/{article.pk}/" in mail.body
        assert (f'<html lang="{"en" if prefix else "vi"}">') in html_of(mail)
        texts = [mail.subject, mail.body, html_of(mail)]
        for text in texts:
            found = vietnamese_in(SimpleNamespace(content=text.encode()))
            assert bool(found) == is_vietnamese


def test_one_that_cannot_be_sent_is_logged_and_the_next_goes_out(mailoutbox, monkeypatch, caplog):
    send = EmailBackend.send_messages

    def fail_first(self, messages):
        if messages[0].to == ["mot@example.com"]:
            raise smtplib.SMTPRecipientsRefused({})
        return send(self, messages)

    monkeypatch.setattr(EmailBackend, "send_messages", fail_first)
    for email in ("mot@example.com", "hai@example.com"):
        make_guest(email)

    approve(by_guest("mot@example.com"), by_guest("hai@example.com"))

    assert [mail.to for mail in mailoutbox] == [["hai@example.com"]]
    assert "could not be sent" in caplog.text
    assert Comment.objects.filter(status="approved").count() == 2


def test_an_address_that_no_mail_can_carry_holds_nothing_up(mailoutbox, caplog):
    context = {"title": "Tít", "token": "x", "days": 7}
    mails = [Mail(to, "confirm", "vi", context) for to in ("a\nb@example.com", "c@example.com")]

    assert mailing.send(mails) == 1


@pytest.mark.parametrize(
    ("text", "most", "expected"),
    [
        ("một hai ba", 7, "một hai…"),
        ("mộthaiba", 4, "mộth…"),
        ("  vừa  ", 3, "vừa"),
        ("a\x00b\u202ec", 9, "abc"),
    ],
)
def test_a_text_is_cut_after_a_word(text, most, expected):
    assert mailing.cut(text, most) == expected
