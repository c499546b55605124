import re

import pytest

from tests.factories import PublicationFactory


@pytest.fixture
def by_mail(settings, db):
    """A paper whose readers may sign in by mail."""
    settings.SIGN_IN_BY_MAIL = True
    return PublicationFactory(name="Báo Thử Nghiệm")


@pytest.fixture
def google(settings, db):
    """A paper whose readers may sign in through Google."""
    app = {"name": "Google", "client_id": "id1", "secret": "never-told"}
    settings.SOCIALACCOUNT_PROVIDERS = {"google": {"APPS": [app], "OAUTH_PKCE_ENABLED": True}}
    return PublicationFactory(name="Báo Thử Nghiệm")


class Mailed:
    """What a mail says to its reader."""

    def __init__(self, message):
        self.to = message.to
        self.subject = message.subject
        self.body = message.body
        path = re.search(r"http://127\.0\.0\.1:8000(\S+)", message.body)
        code = re.search(r"^(\d{4} \d{4})$", message.body, re.MULTILINE)
        self.path = path and path[1]
        self.code = code and code[1]


@pytest.fixture
def ask(by_mail, client, mailoutbox, django_capture_on_commit_callbacks):
    """Ask for a mail to an address; return what it says."""

    def ask(email="hoa@example.com", *, browser=client, prefix="", **fields):
        with django_capture_on_commit_callbacks(execute=True):
            response = browser.post(
                f"{prefix}/tai-khoan/dang-nhap/",
                {"email": email, **fields},
                REMOTE_ADDR="192.0.2.7",
            )
        assert response.status_code == 303, response.content.decode()
        assert response.url == f"{prefix}/tai-khoan/dang-nhap/ma/"
        return Mailed(mailoutbox[-1])

    return ask
