"""Authors and keywords by the alphabet."""

import json
import unicodedata
from datetime import timedelta

import pytest
from django.utils import timezone

from articles import names
from articles.models import Author, Tag
from articles.querysets import InvalidCursor
from tests.conftest import SHARED
from tests.factories import ArticleFactory, AuthorFactory
from tests.reading import hidden_articles

pytestmark = pytest.mark.django_db


def listed(letter="", cursor="", rows=None):
    page = names.page_of(rows or names.public_authors(), letter=letter, cursor=cursor)
    return [name.name for _initial, group in page.groups for name in group]


def write(*people):
    ArticleFactory(public=True, authors=[AuthorFactory(name=name) for name in people])


def test_people_stand_by_their_given_names():
    file = SHARED / "vietnamese" / "cases.json"
    if not file.exists():
        pytest.skip(f"{file.name} is not here")
    [row] = json.loads(file.read_text(encoding="utf-8"))["sort_people_by_given_name"]
    write(*row["in"])

    assert listed() == row["out"]


def test_names_stand_below_their_initials():
    write("Lê Văn An", "Hồ Thị Ân", "Nguyễn Ái", "Đặng Văn Đức", "Phạm Dung", "Ủy", "90 Giây", "โส")

    page = names.page_of(names.public_authors(), letter="", cursor="")

    groups = [(initial, [one.name for one in group]) for initial, group in page.groups]
    assert groups == [
        ("A", ["Nguyễn Ái", "Lê Văn An"]),
        ("Â", ["Hồ Thị Ân"]),
        ("D", ["Phạm Dung"]),
        ("Đ", ["Đặng Văn Đức"]),
        ("G", ["90 Giây"]),
        ("U", ["Ủy"]),
        ("#", ["โส"]),
    ]


@pytest.mark.parametrize("letter", ["Đ", "đ", unicodedata.normalize("NFD", "Đ"), " đ "])
def test_a_letter_is_taken_in_any_form(letter):
    write("Trần Dân", "Trần Đức", "Trần Ến")

    assert listed(letter) == ["Trần Đức"]


@pytest.mark.parametrize(
    ("letter", "name"), [("Ă", "Ẵng"), ("Ơ", "Ờn"), ("Ư", "Ừng"), ("#", "7"), ("Z", "Zin")]
)
def test_each_letter_has_its_own(letter, name):
    write("An", "Ăn", "Ân", "Oanh", "Ôn", "Uyên", "Yến", *({name} - {"Ăn"}))

    assert name in listed(letter)
    assert letter in names.letters_of(names.public_authors())


def test_letters_are_those_of_public_names_in_their_order():
    write("Đức", "Ân", "9", "An", "Dung")
    hidden_articles(authors=[AuthorFactory(name="Bí Mật")])

    assert names.letters_of(names.public_authors()) == ["A", "Â", "D", "Đ", "#"]


@pytest.mark.parametrize("letter", ["AB", "1", "ß", "<script>", "Đ" * 999])
def test_what_is_no_letter_is_refused(letter):
    with pytest.raises(names.UnknownLetter):
        names.read_letter(letter)


@pytest.mark.parametrize(
    "cursor", ["-", "1", "a0-", "-1", "A0-1", "a0-g", "a" * 501 + "-1", "a0-" + "1" * 16, "ấ-1"]
)
def test_a_cursor_of_somebody_elses_making_is_refused(cursor):
    with pytest.raises(InvalidCursor):
        names.page_of(names.public_authors(), letter="", cursor=cursor)


@pytest.mark.parametrize("letter", ["", "A"])
def test_pages_hold_every_name_once(letter, monkeypatch):
    monkeypatch.setattr(names, "PAGE_SIZE", 3)
    # Cases and tones placed another way give equal keys: the ends of pages fall among them.
    write("An", "AN", "an", "Lê Hoà An", "Lê Hòa An", "Ánh", "Anh")

    seen, cursor = [], ""
    while True:
        page = names.page_of(names.public_authors(), letter=letter, cursor=cursor)
        seen += [one for _initial, group in page.groups for one in group]
        cursor = page.after
        if not cursor:
            break

    assert seen == list(Author.objects.order_by("sort_key", "pk"))
    assert len(seen) == 7


@pytest.mark.parametrize("rows", [names.public_authors, names.public_tags])
def test_names_of_hidden_articles_alone_are_not_told(rows):
    hidden_articles(authors=[AuthorFactory(name="Bí Mật")], tag_names=["bí mật"])

    assert not rows().exists()
    assert names.letters_of(rows()) == []
    assert names.tags_in_use() == []


def test_a_name_is_listed_as_long_as_its_article_is_public():
    now = timezone.now()
    author = AuthorFactory()
    article = ArticleFactory(public=True, authors=[author], tag_names=["lúa"])

    def is_listed():
        is_author = author in names.public_authors()
        is_tag = names.public_tags().filter(name="lúa").exists()
        assert is_author == is_tag == bool(names.tags_in_use())
        return is_author

    assert is_listed()
    type(article).objects.update(withdraw_at=now - timedelta(seconds=1))
    assert not is_listed()  # though no timer has run
    type(article).objects.update(withdraw_at=now + timedelta(hours=1))
    assert is_listed()
    type(article).objects.update(state="scheduled", published_at=now + timedelta(hours=1))
    assert not is_listed()
    type(article).objects.update(published_at=now - timedelta(seconds=1))
    assert is_listed()
    type(article).objects.update(state="withdrawn")
    assert not is_listed()


def test_keywords_in_use_are_those_of_the_newest_articles(monkeypatch):
    monkeypatch.setattr(names, "LATE_USES", 5)
    now = timezone.now()
    for hours, words in enumerate([["lúa"], ["lúa", "mưa"], ["mưa"], ["lúa"], ["cũ"], ["cũ"]]):
        moment = now - timedelta(hours=hours + 1)
        ArticleFactory(public=True, published_at=moment, tag_names=words)
    ArticleFactory(tag_names=["mưa", "nháp"])

    assert [tag.name for tag in names.tags_in_use()] == ["lúa", "mưa"]


def test_keywords_sort_as_vietnamese_dictionaries_do():
    for name in ("đê", "dê", "ê", "Y tế", "Ý kiến", "cá"):
        ArticleFactory(public=True, tag_names=[name])

    expected = ["cá", "dê", "đê", "ê", "Ý kiến", "Y tế"]
    assert listed(rows=names.public_tags()) == expected


def test_a_renamed_keyword_moves():
    ArticleFactory(public=True, tag_names=["an"])
    tag = Tag.objects.get()
    tag.name = "yến"
    tag.save()

    assert listed("Y", rows=names.public_tags()) == ["yến"]
