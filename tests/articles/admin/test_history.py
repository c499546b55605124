"""The versions of an article: listed, named, restored."""

from dataclasses import replace

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse
from django.utils.translation import gettext as _

from articles import revisions
from articles.models import Article, Revision
from articles.revisions import Origin
from tests.factories import ArticleFactory, UserFactory
from tests.reading import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client):
    user = UserFactory(roles=["editor"])
    client.force_login(user)
    return user


def url(name, article, *args):
    return reverse(f"admin:articles_article_{name}", args=[article.pk, *args])


def save(article, by=None, **changes):
    content = replace(revisions.newest_content(article), **changes)
    return revisions.save(article, content, by=by)


def restore(client, article, number, base):
    return client.post(url("restore", article, number), {"base": base})


def said(response):
    return " ".join(str(message) for message in get_messages(response.wsgi_request))


def test_the_list_says_who_saved_what_readers_have_and_what_is_newest(client, editor):
    article = ArticleFactory(public=True)
    save(article, by=editor, lead="Mới.")
    stale = Origin(base=article.live_revision_id)
    revisions.save(article, revisions.Content(title="Bên lề"), by=None, origin=stale)

    text = text_of(client.get(url("revisions", article)))

    aside, newest, live = (
        text.split(_("Version %(number)s") % {"number": 3})[1],
        *[text.split(_("Version %(number)s") % {"number": n})[1] for n in (2, 1)],
    )
    assert _("kept aside") in aside.split(_("Version %(number)s") % {"number": 2})[0]
    assert _("newest") in newest.split(_("Version %(number)s") % {"number": 1})[0]
    assert str(editor) in newest
    assert _("with readers") in live


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_runs_constant_queries(client, editor, count, django_assert_num_queries):
    article = ArticleFactory(public=True)
    for n in range(count):
        save(article, by=UserFactory(), lead=f"Câu {n}.")

    # session, user, rights (2), limits (2: opening, editing), the article with its two versions,
    # the rows with names
    with django_assert_num_queries(8):
        client.get(url("revisions", article))


def test_long_lists_go_on_and_a_choice_goes_with_them(client, editor):
    article = ArticleFactory()
    Revision.objects.bulk_create(
        Revision(article=article, number=n, content={}) for n in range(2, 103)
    )
    first = client.get(url("revisions", article))
    assert [r.number for r in first.context["revisions"]] == list(range(102, 52, -1))

    older = first.context["older_than"]
    second = client.get(url("revisions", article), {"before": older, "a": "90", "b": "102"})

    assert [r.number for r in second.context["revisions"]] == list(range(52, 2, -1))
    assert second.context["elsewhere"] == [("a", 90), ("b", 102)]
    last = client.get(url("revisions", article), {"before": "3"})
    assert last.context["older_than"] is None


@pytest.mark.parametrize("before", ["x", "-1", "9" * 30, "²", "0"])
def test_an_odd_place_to_go_on_from_is_no_error(client, editor, before):
    article = ArticleFactory()

    assert client.get(url("revisions", article), {"before": before}).status_code == 200


def test_restoring_makes_a_new_version_that_says_so(client, editor):
    article = ArticleFactory(lead="Câu cũ.")
    save(article, lead="Câu mới.")

    response = restore(client, article, 1, article.newest_revision_id)

    assert response.url == url("revisions", article)
    article = Article.objects.get()
    newest = article.newest_revision
    assert (newest.number, newest.created_by) == (3, editor)
    assert newest.note == _("Version %d restored") % 1
    assert article.lead == "Câu cũ."
    assert article.revisions.count() == 3


def test_restoring_a_version_of_a_public_article_leaves_readers_theirs(client, editor):
    article = ArticleFactory(public=True, lead="Câu đã đăng.")
    save(article, lead="Câu đang sửa.")
    save(article, lead="Câu sửa hỏng.")

    response = restore(client, article, 2, article.newest_revision_id)

    assert _("Readers have it once it is published.") in said(response)
    assert Article.objects.get().lead == "Câu đã đăng."
    assert revisions.newest_content(Article.objects.get()).lead == "Câu đang sửa."


@pytest.mark.parametrize("base", ["stale", "", "x", "999999"])
def test_a_restore_never_covers_what_was_saved_meanwhile(client, editor, base):
    article = ArticleFactory(lead="Câu một.")
    seen = save(article, lead="Câu hai.").pk
    save(article, by=UserFactory(), lead="Câu của người khác.")

    response = restore(client, article, 1, seen if base == "stale" else base)

    article = Article.objects.get()
    assert revisions.newest_content(article).lead == "Câu của người khác."
    aside = article.revisions.get(kind=Revision.Kind.ASIDE)
    assert aside.content["lead"] == "Câu một."
    assert response.url == f"{url('compare', article)}?a=3&b={aside.number}"


def test_restoring_what_is_newest_already_changes_nothing(client, editor):
    article = ArticleFactory(lead="Câu một.")
    save(article, lead="Câu hai.")
    save(article, lead="Câu một.")

    response = restore(client, article, 1, article.newest_revision_id)

    assert _("The newest text is the same as version %d.") % 1 in said(response)
    assert article.revisions.count() == 3


def test_a_writer_may_look_at_but_not_restore_what_the_desk_has_in_hand(client):
    writer = UserFactory(roles=["reporter"])
    client.force_login(writer)
    article = ArticleFactory(created_by=writer, state="editing")
    save(article, lead="Câu hai.")

    assert client.get(url("revisions", article)).status_code == 200
    assert _("Restore") not in text_of(client.get(url("revisions", article)))
    assert restore(client, article, 1, article.newest_revision_id).status_code == 403
    assert client.post(url("revision", article, 1), {"name": "x"}).status_code == 403
    assert article.revisions.count() == 2
    assert not article.revisions.exclude(name="").exists()


@pytest.mark.parametrize("name", ["revisions", "compare", "revision", "restore"])
def test_articles_of_others_are_not_found_and_others_are_refused(client, name):
    article = ArticleFactory()
    address = url(name, article, *([1] if name in {"revision", "restore"} else []))
    ask = client.post if name == "restore" else client.get

    assert "/login/" in ask(address).url
    client.force_login(UserFactory(roles=["reporter"]))
    assert ask(address).status_code == 404
    client.force_login(UserFactory(roles=["moderator"]))
    assert ask(address).status_code == 403


def test_looking_never_restores(client, editor):
    article = ArticleFactory()
    save(article, lead="Câu hai.")

    assert client.get(url("restore", article, 1)).status_code == 405
    assert article.revisions.count() == 2


def test_a_version_gets_a_name_and_a_note(client, editor):
    article = ArticleFactory(public=True)
    data = {"name": "  Bản  gửi duyệt ", "note": "Theo ý\u200b anh Tư"}

    response = client.post(url("revision", article, 1), data)

    assert response.status_code == 302
    revision = article.revisions.get()
    assert (revision.name, revision.note) == ("Bản gửi duyệt", "Theo ý anh Tư")
    assert "Bản gửi duyệt" in text_of(client.get(url("revisions", article)))


def test_a_name_that_is_too_long_is_refused_and_not_lost(client, editor):
    article = ArticleFactory()
    long = "tên " * 30

    response = client.post(url("revision", article, 1), {"name": long, "note": "Giữ lại"})

    assert response.context["form"].errors["name"]
    assert 'value="Giữ lại"' in response.content.decode()
    assert article.revisions.get().note == ""


def test_the_article_s_page_leads_to_its_last_versions(client, editor):
    article = ArticleFactory()
    for n in range(7):
        save(article, lead=f"Câu {n}.")

    html = client.get(url("change", article)).content.decode()

    assert url("revisions", article) in html
    assert url("history", article) not in html
    assert [n for n in range(1, 9) if url("revision", article, n) in html] == [4, 5, 6, 7, 8]
