"""Articles' cards: made at publication, sent while the article is public."""

import io
import logging
from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.utils import timezone
from PIL import Image

from articles import publishing, sharecards, workflow
from articles.darkroom import apart
from articles.models import Article, Publication, ShareCard
from articles.rules import Action
from tests.factories import ArticleFactory, PhotoFactory, UserFactory
from tests.reading import content_of, hidden_articles, is_everybodys

pytestmark = pytest.mark.django_db


@pytest.fixture
def drawn(media, monkeypatch):
    """The texts of the cards that were drawn; drawing itself is tested elsewhere."""
    texts = []
    monkeypatch.setattr(
        apart, "draw", lambda text: texts.append(text) or b"PNG" + text.title.encode()
    )
    return texts


def address_of(card):
    return f"/the/{card.pk}-{card.name}.png"


def test_a_card_is_sent_as_a_picture_in_one_query(client, drawn, django_assert_num_queries):
    article = ArticleFactory(public=True, title="Lúa")
    assert sharecards.make(article.pk)
    card = ShareCard.objects.get()

    with django_assert_num_queries(1):
        response = client.get(address_of(card))

    assert content_of(response) == "PNGLúa".encode()
    assert response.headers["Content-Type"] == "image/png"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert "max-age=600" in response.headers["Cache-Control"]
    assert is_everybodys(response)
    again = client.get(address_of(card), headers={"If-None-Match": response.headers["ETag"]})
    assert again.status_code == 304


@pytest.mark.django_db(transaction=True)
def test_publishing_makes_it_and_withdrawing_takes_it_away(client, media):
    chief = UserFactory(is_superuser=True)
    article = ArticleFactory(title="Ấm áp ổ trứng")

    publishing.publish(article, by=chief)

    card = ShareCard.objects.get()
    with Image.open(io.BytesIO(content_of(client.get(address_of(card))))) as picture:
        assert picture.size == (1200, 630)
    assert (
        f"http://127.0.0.1:8000{address_of(card)}"
        in client.get(article.get_absolute_url()).content.decode()
    )

    workflow.move(Article.objects.get(), Action.WITHDRAW, by=chief, reason="Sai.")

    assert client.get(address_of(card)).status_code == 404
    assert not default_storage.exists(sharecards.file_name(card.pk, card.name))


def test_a_changed_headline_has_another_address_and_the_former_is_gone(client, drawn):
    article = ArticleFactory(public=True, title="Lúa")
    sharecards.make(article.pk)
    before = ShareCard.objects.get()
    Article.objects.update(title="Gạo")

    assert sharecards.make(article.pk)

    after = ShareCard.objects.get()
    assert after.name != before.name
    assert client.get(address_of(before)).status_code == 404
    assert content_of(client.get(address_of(after))) == "PNGGạo".encode()
    assert not default_storage.exists(sharecards.file_name(before.pk, before.name))


def test_what_is_not_public_has_no_card_to_be_seen(client, drawn):
    for article in hidden_articles():
        sharecards.make(article.pk)
        card = ShareCard.objects.filter(pk=article.pk).first()
        name = (
            card.name
            if card
            else sharecards.name_of(sharecards.text_of(article, article.section.publication))
        )
        assert client.get(f"/the/{article.pk}-{name}.png").status_code == 404, article.title


def test_a_scheduled_article_has_it_at_its_time_though_nothing_ran(client, drawn):
    now = timezone.now()
    article = ArticleFactory(
        state="scheduled", published_at=now + timedelta(hours=1), last_published_at=now
    )
    sharecards.make(article.pk)
    card = ShareCard.objects.get()
    assert client.get(address_of(card)).status_code == 404

    Article.objects.update(published_at=now - timedelta(seconds=1))

    assert content_of(client.get(address_of(card))).startswith(b"PNG")


def test_nothing_is_drawn_twice_or_where_there_is_a_photo_or_no_glyph(drawn):
    article = ArticleFactory(public=True)
    assert [sharecards.make(article.pk), sharecards.make(article.pk)] == [True, False]
    for fields in ({"photos": 1}, {"title": "ភាសាខ្មែរ"}, {"public": False}):
        other = ArticleFactory(**{"public": True, **fields})
        assert not sharecards.make(other.pk)
    assert not sharecards.make(10**9)
    assert len(drawn) == 1


def test_a_card_goes_when_a_photo_comes(drawn):
    article = ArticleFactory(public=True)
    sharecards.make(article.pk)
    card = ShareCard.objects.get()
    article.captions.create(photo=PhotoFactory(), placement="lead")

    sharecards.make(article.pk)

    assert not ShareCard.objects.exists()
    assert not default_storage.exists(sharecards.file_name(card.pk, card.name))


@pytest.mark.parametrize("field", ["title", "kicker", "paper"])
def test_the_name_follows_from_all_that_is_drawn(field):
    article = ArticleFactory(public=True)
    paper = article.section.publication
    before = sharecards.name_of(sharecards.text_of(article, paper))
    if field == "paper":
        paper.name = "Khác"
    else:
        setattr(article, field, "Khác")

    assert sharecards.name_of(sharecards.text_of(article, paper)) != before


def test_the_command_makes_what_is_missing_and_goes_on_after_a_failure(drawn, monkeypatch, capsys):
    good, bad = ArticleFactory(public=True), ArticleFactory(public=True, title="Hỏng")
    ArticleFactory()
    sharecards.make(ArticleFactory(public=True).pk)
    draw = apart.draw

    def failing(text):
        if text.title == "Hỏng":
            raise OSError("no room")
        return draw(text)

    monkeypatch.setattr(apart, "draw", failing)
    with pytest.raises(CommandError, match=f"article {bad.pk}: no room"):
        call_command("cards")
    assert capsys.readouterr().out == "1 made.\n"
    assert ShareCard.objects.filter(pk=good.pk).exists()

    monkeypatch.setattr(apart, "draw", draw)
    call_command("cards")
    Publication.objects.update(name="Tên mới")
    call_command("cards")
    assert capsys.readouterr().out == "1 made.\n3 made.\n"


@pytest.mark.django_db(transaction=True)
def test_publishing_does_not_fail_where_no_card_can_be_drawn(media, monkeypatch, caplog):
    def broken(text):
        raise OSError("no process")

    monkeypatch.setattr(apart, "draw", broken)

    with caplog.at_level(logging.ERROR):
        publishing.publish(ArticleFactory(), by=UserFactory(is_superuser=True))

    assert Article.objects.public().exists() and "no process" in caplog.text


@pytest.mark.parametrize(
    "path",
    ["/the/1.png", "/the/1-x.png", "/the/0-0000000000000000.png", "/the/9-" + "0" * 16 + ".png"],
)
def test_other_addresses_have_no_card(client, path):
    assert client.get(path).status_code == 404


def test_a_card_that_was_overtaken_is_drawn_once_more(media, monkeypatch):
    """While one draws the old headline another has drawn the new one: that one stays."""
    article = ArticleFactory(public=True, title="Tít cũ")
    asked = []

    def slowly(text):
        asked.append(text)
        if len(asked) == 1:
            Article.objects.filter(pk=article.pk).update(title="Tít mới")
            sharecards.make(article.pk)
        return b"PNG"

    monkeypatch.setattr(apart, "draw", slowly)
    sharecards.make(article.pk)

    article = Article.objects.select_related("section__publication").get(pk=article.pk)
    assert asked[-1].title == "Tít mới"
    assert sharecards.path_of(article, article.section.publication) != ""
