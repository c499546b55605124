"""One's data without any script: asked for, read, taken along, erased."""

import json
import re
from pathlib import Path

import pytest
from django.core import mail

from comments.models import Comment
from tests.comments.factories import CommentFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_somebody_takes_their_data_and_goes(open_browser):
    comment = CommentFactory(email="ba@example.com", status="approved", body="Chào bà con.")
    CommentFactory(parent=comment, status="approved")
    mail.outbox = []
    page = open_browser(width=360, js=False)

    page.goto("/binh-luan/du-lieu/")
    page.fill(".letter-page [name=email]", "ba@example.com")
    page.click(".letter-page [type=submit]")
    page.wait_for_selector("[role=status]")
    [letter] = mail.outbox
    page.goto(re.search(r"http://[^/]+(/binh-luan/du-lieu/\S+)", letter.body)[1])
    with page.expect_download() as download:
        page.click("[download]")
    told = json.loads(Path(download.value.path()).read_text())
    assert [one["text"] for one in told["comments"]] == ["Chào bà con."]

    page.check("[name=texts][value=yes]")
    page.check("[name=sure]")
    page.click("form[action*=xoa] [type=submit]")
    page.wait_for_selector("[role=status]")

    comment.refresh_from_db()
    assert (comment.body, comment.email, comment.status) == ("", "", "approved")
    assert Comment.objects.public().count() == 2
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
