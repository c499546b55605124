"""While something is away: 503 in the reader's language, with what was written."""

import re
import sqlite3
from contextlib import closing

import pytest
from django.db import InterfaceError, InternalError, OperationalError, ProgrammingError
from django.db.backends.base.base import BaseDatabaseWrapper
from django.test import Client
from django.utils.translation import gettext as _
from django.utils.translation import override

from comments.models import Comment
from newsroom.faults.kinds import Kind, kind_of
from tests.factories import ArticleFactory, UserFactory

AWAY = OperationalError("server closed the connection unexpectedly")
TEXT = "Một ý kiến <dài>\n\nhai đoạn"


@pytest.fixture
def gone(db):
    """Have every use of the database fail from now on, until the test is over."""
    with pytest.MonkeyPatch.context() as patch:

        def fail(self, *args, **kwargs):
            raise AWAY

        yield lambda: patch.setattr(BaseDatabaseWrapper, "cursor", fail)


@pytest.fixture
def article(db):
    return ArticleFactory(public=True)


def fields_of(html):
    return dict(re.findall(r'<textarea[^>]* name="(\w+)"[^>]*>\n(.*?)</textarea>', html, re.DOTALL))


@pytest.mark.parametrize(
    ("path", "language"), [("/", "vi"), ("/en/", "en"), ("/khong/co/trang-nay", "vi")]
)
def test_a_page_is_a_sentence_in_the_readers_language(client, db, gone, path, language):
    client.raise_request_exception = False
    gone()

    response = client.get(path)

    html = response.content.decode()
    assert response.status_code == 503
    assert int(response.headers["Retry-After"]) > 0
    assert response.headers["Cache-Control"] == "no-store"
    assert f'<html lang="{language}">' in html
    with override(language):
        assert _("This page cannot be shown right now. Please try again in a few seconds.") in html
    assert "default-src 'none'" in response.headers["Content-Security-Policy"]


def test_the_form_of_a_comment_comes_back_with_all_that_was_typed(article, gone):
    client = Client(enforce_csrf_checks=True)
    page = client.get(f"/binh-luan/{article.pk}/").content.decode()
    sent = dict(re.findall(r'<input type="hidden" name="(\w+)"(?: value="([^"]*)")?', page))
    sent |= {"name": "Bạn đọc", "email": "ban@example.com", "body": TEXT}

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("comments.views.writing.post", lambda *a, **k: (_ for _ in ()).throw(AWAY))
        response = client.post(f"/binh-luan/{article.pk}/", sent)

    html = response.content.decode()
    assert response.status_code == 503
    back = fields_of(html)
    assert back["body"] == "Một ý kiến &lt;dài&gt;\n\nhai đoạn"
    assert back["client_uuid"] == sent["client_uuid"]
    assert 'value="ban@example.com"' in html
    # What comes back is sent as it is, once the database is there.
    assert client.post(f"/binh-luan/{article.pk}/", sent).status_code == 303
    assert Comment.objects.get().client_uuid.hex == sent["client_uuid"].replace("-", "")


def test_no_query_is_needed_to_give_it_back(client, article, gone):
    gone()

    response = client.post(f"/binh-luan/{article.pk}/", {"body": TEXT, "name": "A"})

    assert response.status_code == 503
    assert fields_of(response.content.decode())["body"].startswith("Một ý kiến")


def test_what_another_site_sends_is_not_shown(article, gone):
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    gone()

    response = client.post(f"/binh-luan/{article.pk}/", {"body": "Lừa"})

    assert response.status_code == 503
    assert "Lừa" not in response.content.decode()


def test_a_password_is_not_given_back(client, db, gone):
    gone()

    response = client.post("/admin/login/", {"username": "bientap", "password": "bí mật"})

    assert response.status_code == 503
    assert "bí mật" not in response.content.decode()


def test_a_script_is_answered_in_json(client, article, gone):
    gone()

    response = client.post(
        f"/binh-luan/{article.pk}/", {"body": "x"}, headers={"accept": "application/json"}
    )

    assert response.status_code == 503
    assert response.json()["problem"] == _(
        "This could not be stored right now. Please send it again in a few seconds."
    )


def test_the_api_answers_a_problem_of_its_own(client, db, gone):
    gone()

    response = client.get("/api/v1/articles")

    assert response.status_code == 503
    assert response.headers["Content-Type"] == "application/problem+json"
    assert response.headers["Retry-After"]
    assert response.json()["code"] == "unavailable"


def test_a_session_that_cannot_be_stored_is_no_error_of_ours(client, db, monkeypatch):
    """It is saved in a middleware, where no view's exception passes."""
    from django.contrib.sessions.backends.db import SessionStore

    client.force_login(UserFactory())
    client.raise_request_exception = False
    monkeypatch.setattr(SessionStore, "cycle_key", lambda self: (_ for _ in ()).throw(AWAY))
    monkeypatch.setattr(SessionStore, "save", lambda self, **k: (_ for _ in ()).throw(AWAY))
    monkeypatch.setattr("django.conf.settings.SESSION_SAVE_EVERY_REQUEST", True)

    assert client.get("/tai-khoan/dang-nhap/").status_code == 503


def caused(error, cause):
    error.__cause__ = cause
    return error


def sqlite_error(statement):
    with closing(sqlite3.connect(":memory:")) as database:
        try:
            database.execute(statement)
        except sqlite3.Error as error:
            return error


class Code(Exception):
    def __init__(self, pgcode):
        self.pgcode = pgcode


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (AWAY, Kind.AWAY),
        (InterfaceError("connection already closed"), Kind.AWAY),
        (caused(InternalError("read only"), Code("25006")), Kind.AWAY),
        (caused(InternalError("a bug"), Code("XX000")), None),
        (caused(OperationalError("full"), Code("53100")), Kind.FULL),
        (caused(OperationalError("slow"), Code("57014")), Kind.AWAY),
        (caused(OperationalError("no such table"), sqlite_error("SELECT 1 FROM x")), None),
        (ProgrammingError("syntax"), None),
        (OSError(28, "No space left on device"), Kind.FULL),
        (OSError(2, "No such file"), None),
        (ValueError("x"), None),
    ],
)
def test_errors_of_the_program_are_none_of_these(error, kind):
    assert kind_of(error) is kind


def test_a_full_sqlite_file_is_full(tmp_path):
    connection = sqlite3.connect(tmp_path / "small.sqlite3")
    connection.execute("CREATE TABLE t (x TEXT)")
    connection.execute("PRAGMA max_page_count=3")
    with pytest.raises(sqlite3.OperationalError) as caught:
        connection.execute("INSERT INTO t VALUES (?)", ["x" * 100_000])
    connection.close()

    assert kind_of(caused(OperationalError("full"), caught.value)) is Kind.FULL
