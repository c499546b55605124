"""What is kept when readers lose an article, and how they get it back."""

import json
from datetime import timedelta
from hashlib import sha256

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from articles import corrections, due, publishing, revisions, withdrawals, workflow
from articles.content import Content
from articles.models import Article, Withdrawal
from articles.renditions import rendition_name
from articles.rules import Action
from tests.factories import ArticleFactory, SectionFactory, UserFactory
from tests.reading import content_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def secretary():
    return UserFactory(roles=["secretary"])


def withdraw(article, by, notice=""):
    workflow.move(article, Action.WITHDRAW, by=by, reason="Sai số liệu.", notice=notice)
    return article.withdrawals.get(reversed_at=None)


def test_what_readers_had_is_kept_to_the_letter(secretary):
    article = ArticleFactory(public=True, photos=1, tag_names=["lúa"], title="Tít bạn đọc thấy")
    corrections.publish_correction(article, kind="update", text="Đã sửa số.", by=secretary)
    later = revisions.newest_content(article).to_json()
    revisions.save(article, Content.from_json({**later, "title": "Tít đang sửa"}), by=secretary)

    record = withdraw(article, secretary, "Gỡ để kiểm tra.")

    document = record.document
    assert (document["title"], document["tags"]) == ("Tít bạn đọc thấy", ["lúa"])
    assert document["authors"] == [str(article.authors.get())]
    assert document["corrections"][0]["text"] == "Đã sửa số."
    assert document["photos"][0]["credit"] == "Minh Châu"
    assert (record.reason, record.notice) == ("Sai số liệu.", "Gỡ để kiểm tra.")


def test_the_seal_is_the_sha256_of_the_canonical_json(secretary):
    record = withdraw(ArticleFactory(public=True), secretary)
    stored = Withdrawal.objects.get()

    text = json.dumps(
        stored.document, sort_keys=True, ensure_ascii=False, separators=(",", ":")
    ).encode()
    assert stored.sha256 == sha256(text).hexdigest() == record.sha256
    assert withdrawals.holds(stored)

    stored.document["title"] += "."

    assert not withdrawals.holds(stored)


def test_what_was_to_end_is_kept_too():
    past = timezone.now() - timedelta(hours=1)
    article = ArticleFactory(public=True, published_at=past - timedelta(days=1), withdraw_at=past)
    Article.objects.update(withdrawal_notice="Hết hạn.")

    assert due.withdraw_due() == [article.pk]
    assert due.withdraw_due() == []

    record = Withdrawal.objects.get()
    assert (record.notice, record.made_by) == ("Hết hạn.", None)
    assert withdrawals.holds(record)


def test_publishing_again_gives_it_back_and_closes_the_record(client, secretary):
    article = ArticleFactory(public=True)
    withdraw(article, secretary, "Gỡ.")
    assert client.get(article.get_absolute_url()).status_code == 410

    publishing.publish(article, by=secretary)

    assert client.get(article.get_absolute_url()).status_code == 200
    assert Withdrawal.objects.get().reversed_at is not None
    assert Article.objects.get().withdrawal_notice == ""


def test_a_second_withdrawal_makes_a_second_record(secretary):
    article = ArticleFactory(public=True)
    withdraw(article, secretary)
    publishing.publish(article, by=secretary)

    withdraw(article, secretary)

    assert article.withdrawals.count() == 2
    assert article.withdrawals.filter(reversed_at=None).count() == 1


def test_what_comes_back_later_than_planned_is_away_until_then(secretary):
    article = ArticleFactory(public=True)
    record = withdraw(article, secretary)
    moments = [timezone.now().replace(microsecond=0) + timedelta(days=days) for days in (1, 3, 2)]

    for moment in moments:
        publishing.publish(article, by=secretary, at=moment)
        record.refresh_from_db()
        assert record.reversed_at == moment


def test_what_was_to_come_back_and_does_not_is_withdrawn_as_before(client, secretary):
    article = ArticleFactory(public=True)
    first = article.published_at
    record = withdraw(article, secretary, "Gỡ để kiểm tra.")
    publishing.publish(article, by=secretary, at=timezone.now() + timedelta(days=1))
    assert "Gỡ để kiểm tra." in client.get(article.get_absolute_url()).content.decode()

    workflow.move(article, Action.WITHDRAW, by=secretary, reason="Chưa xong.")

    article.refresh_from_db()
    record.refresh_from_db()
    assert (article.state, article.published_at, record.reversed_at) == ("withdrawn", first, None)
    response = client.get(article.get_absolute_url())
    assert response.status_code == 410
    assert "Gỡ để kiểm tra." in response.content.decode()


def test_readers_see_the_papers_word_escaped_and_nothing_of_the_article(client, secretary):
    article = ArticleFactory(public=True, title="Tít không còn thấy", lead="Sapo không còn thấy")
    withdraw(article, secretary, "Gỡ theo yêu cầu <b>của</b> nhân vật.")

    response = client.get(article.get_absolute_url())

    text = response.content.decode()
    assert response.status_code == 410
    assert "Gỡ theo yêu cầu &lt;b&gt;của&lt;/b&gt; nhân vật." in text
    assert "không còn thấy" not in text
    assert "Sai số liệu" not in text


def test_old_addresses_of_what_is_withdrawn_are_gone_too(client, secretary):
    article = ArticleFactory(public=True, title="Tít cũ")
    old = article.get_absolute_url()
    content = revisions.newest_content(article).to_json()
    moved = {**content, "title": "Tít mới", "section": SectionFactory().pk}
    revisions.save(article, Content.from_json(moved), by=secretary)
    publishing.publish(article, by=secretary)
    new = Article.objects.get().get_absolute_url()

    assert client.get(old).headers["Location"] == new
    assert client.get(old).status_code == 301
    withdraw(article, secretary)

    assert client.get(old).status_code == client.get(new).status_code == 410


def test_photos_of_what_is_withdrawn_are_no_longer_served(client, secretary, media):
    article = ArticleFactory(public=True, photos=1)
    photo = article.captions.get().photo
    default_storage.save(rendition_name(photo.key, 800, "jpg"), ContentFile(b"x"))
    address = photo.url(800, "jpg")
    assert content_of(client.get(address)) == b"x"

    withdraw(article, secretary)

    assert client.get(address).status_code == 404
