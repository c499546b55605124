"""What an article still needs, beside the text; the house style's rules."""

import re

import pytest
from django.urls import reverse

from articles.models import StyleRule
from tests.factories import ArticleFactory, PhotoFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client):
    user = UserFactory(roles=["editor"])
    client.force_login(user)
    return user


def change_page(client, article):
    return client.get(reverse("admin:articles_article_change", args=[article.pk])).content.decode()


def test_each_thing_that_lacks_leads_to_its_field(client, editor):
    article = ArticleFactory(
        state="submitted", title="", lead="", section=None, authors=[], photos=[PhotoFactory()]
    )
    article.captions.update(alt="")
    content = article.newest_revision
    content.content["photos"][0]["alt"] = ""
    content.save()

    text = change_page(client, article)

    places = re.findall(r'checks__item--blocks">\s*<a href="#([^"]+)"', text)
    assert places == ["id_title", "id_section", "id_lead", "bylines-group", "captions-group"]
    assert all(f'id="{place}"' in text for place in places)


def test_warnings_come_last_and_say_so(client, editor):
    StyleRule.objects.create(pattern="mùa thu hoạch", suggestion="vụ gặt")
    article = ArticleFactory(state="submitted", lead="")

    text = change_page(client, article)

    kinds = re.findall(r"checks__item--(\w+)", text)
    assert kinds == ["blocks", "warns"]
    assert "vụ gặt" in text


def test_the_list_alone_is_made_anew_for_those_who_see_the_article(client, editor):
    article = ArticleFactory(state="submitted", lead="")
    url = reverse("admin:articles_article_checks", args=[article.pk])

    assert "checks__item--blocks" in client.get(url).content.decode()

    client.force_login(UserFactory(roles=["reporter"]))
    assert client.get(url).status_code == 404


def test_a_public_article_without_changes_needs_no_list(client, editor):
    assert "data-checks=" not in change_page(client, ArticleFactory(public=True))


def test_an_editor_makes_a_rule(client, editor):
    url = reverse("admin:articles_stylerule_add")
    data = {"pattern": " Chém  gió ", "severity": "block", "is_active": "on"}

    client.post(url, data)

    rule = StyleRule.objects.get()
    assert (rule.pattern, rule.severity, rule.is_active) == ("Chém gió", "block", True)


@pytest.mark.parametrize("pattern", ["", "*", "a", "x" * 121])
def test_a_rule_that_names_nothing_is_refused_with_a_sentence(client, editor, pattern):
    url = reverse("admin:articles_stylerule_add")

    response = client.post(url, {"pattern": pattern, "severity": "warn"})

    assert response.context["errors"]
    assert not StyleRule.objects.exists()


def test_the_papers_lengths_are_kept_in_order(client):
    client.force_login(UserFactory(roles=["chief"]))
    paper = ArticleFactory().section.publication
    url = reverse("admin:articles_publication_change", args=[paper.pk])
    data = {"name": "Báo", "title_best": 100, "title_most": 90, "lead_best": 50, "lead_most": 60}
    data |= {"comments_order": "moi"}

    response = client.post(url, {**data, "corrections_place": "bottom"})

    assert response.context["errors"]
    client.post(url, {**data, "title_most": 120, "corrections_place": "bottom"})
    paper.refresh_from_db()
    assert (paper.title_most, paper.corrections_place) == (120, "bottom")


def test_each_tick_box_in_the_list_of_rules_says_what_it_is_of(client, editor):
    StyleRule.objects.create(pattern="siêu hot", severity="warn")
    StyleRule.objects.create(pattern="giật gân", severity="warn")

    page = client.get(reverse("admin:articles_stylerule_changelist")).content.decode()

    for pattern in ("siêu hot", "giật gân"):
        assert re.search(f'<input type="checkbox"[^>]*aria-label="[^"]+ {pattern}"', page)
