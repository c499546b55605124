"""Corrections and withdrawals as the newsroom and inspectors have them."""

import json
from hashlib import sha256

import pytest
from django.urls import reverse

from articles import corrections, workflow
from articles.models import Article, Correction, Withdrawal
from articles.rules import Action
from tests.articles.admin.test_article_admin import change_url
from tests.factories import ArticleFactory, SectionFactory, UserFactory
from tests.reading import text_of

pytestmark = pytest.mark.django_db


def correct_url(article):
    return reverse("admin:articles_article_correct", args=[article.pk])


def shown(article):
    return [one.text for one in corrections.shown(Article.objects.get(pk=article.pk))]


def correction(article=None, text="Số đúng là 1.200."):
    article = article or ArticleFactory(public=True)
    chief = UserFactory(roles=["chief"])
    return corrections.publish_correction(article, kind="update", text=text, by=chief)


def withdrawal(article=None):
    article = article or ArticleFactory(public=True, photos=1, title="Tít đã gỡ")
    chief = UserFactory(roles=["chief"])
    workflow.move(article, Action.WITHDRAW, by=chief, reason="Sai số.", notice="Gỡ.")
    return article.withdrawals.get(reversed_at=None)


def test_a_correction_is_published_from_the_article_s_page(client, sign_in):
    sign_in("secretary")
    article = ArticleFactory(public=True)
    assert correct_url(article) in client.get(change_url(article)).content.decode()

    response = client.post(correct_url(article), {"kind": "apology", "text": "Xin lỗi bạn đọc."})

    assert response.status_code == 302
    assert shown(article) == ["Xin lỗi bạn đọc."]
    assert Correction.objects.get().kind == "apology"


@pytest.mark.parametrize(
    "data",
    [{"kind": "apology", "text": " \u200b "}, {"kind": "x", "text": "Một."}, {"text": "x" * 2001}],
)
def test_bad_input_comes_back_with_a_sentence(client, sign_in, data):
    sign_in("secretary")
    article = ArticleFactory(public=True)

    response = client.post(correct_url(article), data)

    assert response.status_code == 200
    assert "errorlist" in response.content.decode()
    assert not Correction.objects.exists()


def test_what_readers_do_not_have_cannot_be_corrected_and_that_is_said(client, sign_in):
    sign_in("secretary")
    article = ArticleFactory()

    for response in (
        client.get(correct_url(article)),
        client.post(correct_url(article), {"kind": "update", "text": "Một."}),
    ):
        assert str(article.get_state_display()) in text_of(response)
        assert "<textarea" not in response.content.decode()
    assert not Correction.objects.exists()


def test_who_may_not_correct_has_no_page_for_it(client, sign_in):
    article = ArticleFactory(public=True)
    for role, status in (("reporter", 404), ("editor", 403), ("moderator", 404)):
        sign_in(role)
        assert client.get(correct_url(article)).status_code == status, role
        assert client.post(correct_url(article), {"text": "Một."}).status_code == status, role
    limited = sign_in("secretary")
    limited.sections.add(SectionFactory())
    assert client.get(correct_url(article)).status_code == 404


def test_changing_a_correction_keeps_the_article_s_page_true(client, sign_in):
    sign_in("secretary")
    row = correction()
    url = reverse("admin:articles_correction_change", args=[row.pk])

    response = client.post(url, {"kind": "apology", "text": "Số đúng là 1.300."})

    assert response.status_code == 302
    assert shown(row.article) == ["Số đúng là 1.300."]


@pytest.mark.parametrize("text", ["", "\u200b", "\u0958" * 1500])
def test_a_change_to_nothing_or_too_much_is_refused(client, sign_in, text):
    sign_in("secretary")
    row = correction()
    url = reverse("admin:articles_correction_change", args=[row.pk])

    response = client.post(url, {"kind": "apology", "text": text})

    assert response.status_code == 200
    assert "errorlist" in response.content.decode()
    assert shown(row.article) == ["Số đúng là 1.200."]


def test_only_the_chief_deletes_one_and_the_page_follows(client, sign_in):
    rows = [correction(text=f"Số {number}.") for number in range(2)]
    delete = reverse("admin:articles_correction_delete", args=[rows[0].pk])
    bulk = {"action": "delete_selected", "_selected_action": [rows[1].pk], "post": "yes"}
    changelist = reverse("admin:articles_correction_changelist")

    sign_in("secretary")
    assert client.post(delete, {"post": "yes"}).status_code == 403
    client.post(changelist, bulk)
    assert [shown(row.article) for row in rows] == [["Số 0."], ["Số 1."]]
    sign_in("chief")
    client.post(delete, {"post": "yes"})
    client.post(changelist, bulk)

    assert [shown(row.article) for row in rows] == [[], []]
    assert not Correction.objects.exists()


def test_corrections_are_not_added_from_the_list(client, sign_in):
    sign_in("chief")

    assert client.get("/admin/articles/correction/add/").status_code == 403


@pytest.mark.parametrize(("make", "name"), [(correction, "correction"), (withdrawal, "withdrawal")])
def test_records_of_other_sections_are_not_seen(client, sign_in, make, name):
    row = make()
    url = reverse(f"admin:articles_{name}_change", args=[row.pk])
    changelist = reverse(f"admin:articles_{name}_changelist")
    secretary = sign_in("secretary")
    assert client.get(url).status_code == 200
    assert row.article.title in text_of(client.get(changelist))

    secretary.sections.add(SectionFactory())

    assert client.get(url).status_code == 302
    assert row.article.title not in text_of(client.get(changelist))
    for role in ("reporter", "editor", "moderator"):
        sign_in(role)
        assert client.get(changelist).status_code == 403
        assert client.get(url).status_code in (302, 403)


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(("make", "name"), [(correction, "correction"), (withdrawal, "withdrawal")])
def test_lists_run_constant_queries(
    client,
    sign_in,
    make,
    name,
    count,
    django_assert_num_queries,
):
    sign_in("secretary")
    for _number in range(count):
        make()
    changelist = reverse(f"admin:articles_{name}_changelist")

    # session, user, permissions of the user and of the groups, the user's sections, count twice,
    # the rows, sections for the filter
    with django_assert_num_queries(8):
        client.get(changelist)


def test_a_withdrawal_shows_what_readers_had_and_holds(client, sign_in):
    sign_in("secretary")
    record = withdrawal()
    url = reverse("admin:articles_withdrawal_change", args=[record.pk])

    text = text_of(client.get(url))
    assert "Đoạn thứ nhất của bài." in text and "Minh Châu" in text and record.sha256 in text
    assert client.get(url).context["verdict"] == ""
    assert client.get(url, {"check": "1"}).context["verdict"] == "holds"

    Withdrawal.objects.update(document={**record.document, "title": "Sửa trộm"})

    assert client.get(url, {"check": "1"}).context["verdict"] == "broken"


def test_the_downloaded_file_has_the_digest_on_record(client, sign_in):
    sign_in("secretary")
    record = withdrawal()

    response = client.get(reverse("admin:articles_withdrawal_document", args=[record.pk]))

    assert sha256(response.content).hexdigest() == record.sha256
    assert json.loads(response.content)["title"] == "Tít đã gỡ"
    assert "attachment" in response.headers["Content-Disposition"]
    for role, status in (("editor", 403), ("reporter", 403), ("moderator", 403)):
        sign_in(role)
        url = reverse("admin:articles_withdrawal_document", args=[record.pk])
        assert client.get(url).status_code == status


def test_a_withdrawal_cannot_be_changed_or_deleted(client, sign_in):
    record = withdrawal()
    client.force_login(UserFactory(is_superuser=True))

    change = reverse("admin:articles_withdrawal_change", args=[record.pk])
    delete = reverse("admin:articles_withdrawal_delete", args=[record.pk])
    assert client.post(change, {"reason": "Khác"}).status_code == 403
    assert client.post(delete, {"post": "yes"}).status_code == 403
    assert client.get("/admin/articles/withdrawal/add/").status_code == 403
    assert Withdrawal.objects.get().reason == "Sai số."
