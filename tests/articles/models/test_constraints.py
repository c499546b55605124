"""Integrity is the database's: each rule is broken by the shortest way there is."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError, RestrictedError
from django.utils import timezone

from articles.models import Article, Author, Byline, Photo, PhotoCaption, Section
from tests.factories import (
    ArticleFactory,
    AuthorFactory,
    PhotoFactory,
    SectionFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


def refused(rows, **changes):
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.update(**changes)


@pytest.mark.parametrize(
    "changes",
    [
        {"published_at": None},
        {"title": ""},
        {"slug": ""},
        {"section": None, "top_section": None},
        {"top_section": None},
        {"state": "invented"},
        {"embargo_until": timezone.make_aware(timezone.datetime(2999, 1, 1))},
    ],
)
def test_a_published_article_is_complete(changes):
    ArticleFactory(public=True)

    refused(Article.objects.all(), **changes)


def test_a_draft_may_lack_everything():
    Article.objects.create()


def test_an_import_makes_one_article():
    ArticleFactory(import_key="a" * 64)

    with pytest.raises(IntegrityError), transaction.atomic():
        ArticleFactory(import_key="a" * 64)


def test_one_lead_photo_and_no_photo_twice():
    article = ArticleFactory(photos=2)

    refused(article.captions.all(), placement="lead")
    refused(article.captions.all(), photo=article.captions.first().photo)


def test_one_author_once():
    article = ArticleFactory()

    with pytest.raises(IntegrityError), transaction.atomic():
        Byline.objects.create(article=article, author=article.authors.get())


def test_a_photo_has_its_size_and_its_focus_inside():
    PhotoFactory()

    refused(Photo.objects.all(), width=None)
    refused(Photo.objects.all(), focus_x=1.5)


def test_sections_addresses_are_unique_where_they_lie():
    first = SectionFactory(slug="kinh-te")
    SectionFactory(slug="kinh-te", parent=SectionFactory())
    child = SectionFactory(slug="a", parent=first)

    with pytest.raises(IntegrityError), transaction.atomic():
        SectionFactory(slug="kinh-te")
    with pytest.raises(IntegrityError), transaction.atomic():
        SectionFactory(slug="a", parent=first)
    assert child.get_absolute_url() == "/kinh-te/a/"


@pytest.mark.parametrize("kind", ["author", "section", "photo"])
def test_deleting_what_an_article_uses_is_refused(kind):
    article = ArticleFactory(photos=1)
    used = {
        "author": article.authors.get(),
        "section": article.section,
        "photo": article.captions.get().photo,
    }[kind]

    with pytest.raises((ProtectedError, RestrictedError)):
        used.delete()


def test_a_person_who_leaves_takes_nothing_along():
    user = UserFactory()
    author = AuthorFactory(user=user)
    article = ArticleFactory(created_by=user, authors=[author])

    user.delete()

    article.refresh_from_db()
    assert article.created_by is None
    assert article.authors.get().user is None


def test_a_person_may_have_several_pen_names_and_names_may_sound_alike():
    user = UserFactory()
    names = [AuthorFactory(name=name, user=user) for name in ("Thúy Hà", "Thuý Hà", "Thùy Hà")]

    assert [author.slug for author in names] == ["thuy-ha", "thuy-ha-2", "thuy-ha-3"]
    assert user.authors.count() == 3


def test_authors_are_sorted_by_given_name():
    for name in ("Trương Hùng", "Đặng Văn Đức", "Phạm Thu Dung", "Hồ Thị Ân", "Lê Văn An"):
        AuthorFactory(name=name)

    assert list(Author.objects.values_list("name", flat=True)) == [
        "Lê Văn An",
        "Hồ Thị Ân",
        "Phạm Thu Dung",
        "Đặng Văn Đức",
        "Trương Hùng",
    ]


def test_moving_a_section_moves_its_articles_front():
    section, parent = SectionFactory(), SectionFactory()
    article = ArticleFactory(section=section)

    section.parent = parent
    section.save()

    article.refresh_from_db()
    assert article.top_section == parent
    assert list(Article.objects.in_section(parent)) == [article]


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"name": "Admin"}, "slug"),
        ({"name": "Tìm kiếm"}, "slug"),
        ({"name": "???"}, "slug"),
    ],
)
def test_a_section_does_not_take_a_pages_address(fields, wrong):
    with pytest.raises(ValidationError) as caught:
        Section(**fields).clean()

    assert wrong in caught.value.message_dict


@pytest.mark.parametrize("typed", ["Kinh-Te", "kinh_te", "Kinh tế", "/kinh-te/"])
def test_a_sections_address_has_the_form_that_pages_know(client, typed):
    section = SectionFactory(slug=typed)

    assert section.get_absolute_url() == "/kinh-te/"
    assert client.get("/").status_code == 200


def test_a_section_that_somebody_is_limited_to_stays():
    section, user = SectionFactory(), UserFactory(roles=["editor"])
    user.sections.add(section)

    with pytest.raises(ProtectedError):
        section.delete()


def test_alike_names_are_one_author():
    AuthorFactory(name="Trương Hùng")
    author = Author(name="Tru\u031bo\u031bng\u200b  Hu\u0300ng")

    with pytest.raises(ValidationError):
        author.full_clean()


def test_sections_have_two_levels():
    child = SectionFactory(parent=SectionFactory())

    with pytest.raises(ValidationError):
        Section(name="Ba", parent=child).clean()
    top = child.parent
    top.parent = SectionFactory()
    with pytest.raises(ValidationError):
        top.clean()


def test_captions_are_in_order():
    article = ArticleFactory(photos=3)

    assert [c.position for c in PhotoCaption.objects.filter(article=article)] == [0, 1, 2]
