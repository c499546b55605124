"""The library's search: the same photos on both databases."""

from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection

from articles import photosearch
from articles.models import Photo
from articles.photosearch import Holds, read
from tests.factories import PhotoFactory

pytestmark = pytest.mark.django_db


def found(text, **options):
    return {photo.caption for photo in Photo.objects.filter(Holds(read(text, **options)))}


@pytest.fixture
def photos():
    for caption, fields in {
        "Chợ nổi Vàm Lớn buổi sớm.": {"credit": "Bảo Trân", "place": "Vàm Lớn"},
        "Cầu phao qua sông; đường sắt.": {"photographer": "Đỗ Hoà"},
        "Khoẻ như vâm": {"alt": "Người đàn ông", "agency": "TTXVN", "keywords": "lễ hội, làng"},
        "Toa tàu 14-B, giá 50%": {},
    }.items():
        PhotoFactory(caption=caption, **{"alt": "", "credit": "", **fields})


MARKET, BRIDGE, STRONG, TRAIN = (
    "Chợ nổi Vàm Lớn buổi sớm.",
    "Cầu phao qua sông; đường sắt.",
    "Khoẻ như vâm",
    "Toa tàu 14-B, giá 50%",
)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("chợ nổi", {MARKET}),
        ("cho noi", {MARKET}),
        ("NOI CHO", {MARKET}),
        ("chợ", {MARKET}),  # decomposed
        ("bảo trân", {MARKET}),
        ("duong sat", {BRIDGE}),
        ("đường đỗ hòa", {BRIDGE}),  # the new tone mark, over two texts of the photo
        ("đỗ hoà", {BRIDGE}),
        ("khỏe", {STRONG}),
        ("khoẻ", {STRONG}),
        ("ttxvn làng", {STRONG}),
        ("cho phao", set()),
        ("an", set()),  # not in "bàn", "Trân", "đàn"
        ("“nổi Vàm”", {MARKET}),
        ('"vam noi"', set()),
        ('"sớm bảo"', set()),  # the end of one text and the beginning of another
        ('"vàm lớn" trân', {MARKET}),
        ("14-b", {TRAIN}),
        ("50%", {TRAIN}),
        ("sông; đường", {BRIDGE}),
    ],
)
def test_words_are_found_whole_in_any_order_accents_or_not(photos, text, wanted):
    assert found(text) == wanted


@pytest.mark.parametrize(
    "text", ["", "   ", "%", "_", "'; --", "\x00", '""', "* ( ) :", "¶", "\ud800"]
)
def test_what_holds_no_word_asks_for_nothing(text):
    assert not read(text)


@pytest.mark.parametrize(
    "text",
    [
        "chợ' OR 1=1 --",
        'chợ" OR "x',
        "cho NEAR noi",
        "cho* AND NOT",
        "(cho",
        "a:b & c | !d",
        "\\",
        "x" * 10_000,
        "cầu " * 5_000,
        '"' * 9_999,
        "\x00cho",
        "名前 ไทย",
        "ﬁ ß İ ſ",
    ],
)
def test_hostile_words_are_words(photos, text):
    asked = read(text)

    assert not asked or isinstance(len(Photo.objects.filter(Holds(asked))), int)


def test_a_long_question_is_cut(photos):
    assert len(read("cho " + "noi " * 5_000).whole) == 2
    assert len(read(" ".join(f"tu{n}" for n in range(90))).whole) <= photosearch.MAX_WORDS


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("chợ nổ", {MARKET}),
        ("c", {MARKET, BRIDGE}),
        ("chợ nổ ", set()),
        ("vàm “chợ nổi” l", {MARKET}),
    ],
)
def test_the_last_word_may_be_unfinished_while_it_is_typed(photos, text, wanted):
    assert found(text, is_unfinished=True) == wanted


def test_the_index_follows_what_happens_to_a_photo(photos):
    photo = Photo.objects.get(caption=MARKET)
    photo.caption = "Ruộng muối"
    photo.save(update_fields=["caption"])
    assert (found("chợ"), found("ruộng muối bảo trân")) == (set(), {"Ruộng muối"})

    Photo.objects.filter(pk=photo.pk).update(folded=photosearch.search_text(["Xuồng ba lá"]))
    assert (found("ruong"), found("xuong")) == (set(), {"Ruộng muối"})

    photo.delete()
    assert found("xuong") == set()


def test_rows_made_in_bulk_are_found():
    photo = Photo(caption="Đàn trâu")
    photo.folded = photo.folded_text()
    Photo.objects.bulk_create([photo])

    assert found("dan trau") == {"Đàn trâu"}


def test_an_index_that_has_gone_comes_back(photos):
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":  # as where the table was made anew
            for event in ("insert", "update", "delete"):
                cursor.execute(f"DROP TRIGGER articles_photo_words_{event}")
            PhotoFactory(caption="Bến đò")
            assert found("bến đò") == set()
        else:
            PhotoFactory(caption="Bến đò")
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("DROP INDEX articles_photo_words")

    photosearch.WORDS.prepare(connection)

    assert found("bến đò") == {"Bến đò"}
    assert found("cho noi") == {MARKET}
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT to_regclass('articles_photo_words')")
            assert cursor.fetchone() != (None,)


def test_preparing_twice_changes_nothing():
    photosearch.WORDS.prepare(connection)
    photosearch.WORDS.prepare(connection)
    photo = PhotoFactory(caption="Chợ nổi", alt="")

    assert found("cho noi") == {photo.caption}


def test_photos_from_before_the_index_are_folded_for_it():
    migration = import_module("articles.migrations.0009_photo_library")
    photo = PhotoFactory(caption="Chợ nổi.", photographer="Đỗ Hoà")
    Photo.objects.update(folded="chợ nổi.\n\nđo hoa", photographer_key="")

    migration.fold_again(apps, None)

    photo.refresh_from_db()
    assert photo.photographer_key == "đỗ hòa"
    assert found("cho noi do hoa") == {"Chợ nổi."}
