"""What stands above the button that sends, and what a timer does about letters."""

import io

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from comments.models import Comment, CommentRules, Correspondent, Erasure
from tests.comments.factories import CommentFactory
from tests.factories import ArticleFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def url():
    return reverse("comments:page", args=[ArticleFactory(public=True).pk])


def test_the_papers_own_words_are_text_and_nothing_else(client, url):
    consent = "Tôi đồng ý <b>hết</b>\nvà không đòi lại."
    CommentRules.objects.create(pk=1, consent=consent)

    page = client.get(url).content.decode()

    assert "Tôi đồng ý &lt;b&gt;hết&lt;/b&gt;<br>và không đòi lại." in page


def test_without_words_of_its_own_the_usual_ones_are_there(client, url):
    page = client.get(f"/en{url}").content.decode()

    assert "A moderator reads every comment before it is shown." in page
    assert f'href="/en{reverse("comments:data")}"' in page
    assert 'name="wants_mail"' in page


def test_what_is_shown_at_once_is_not_said_to_be_read_before(client):
    article = ArticleFactory(public=True, comments_mode="open")

    page = client.get(f"/en{reverse('comments:page', args=[article.pk])}").content.decode()

    assert "By sending it you agree" in page
    assert "A moderator reads every comment" not in page


def test_a_wish_for_letters_outlives_a_mistake(client, url):
    page = client.post(url, {"name": "", "body": "x", "email": "a@example.com", "wants_mail": "on"})

    assert page.status_code == 422
    assert page.context["form"]["wants_mail"].value()


def test_the_timer_goes_on_with_erasures_and_forgets():
    long_ago = timezone.now() - timezone.timedelta(days=31)
    Correspondent.objects.create(email="x@example.com", asked_at=long_ago)
    CommentFactory(email="ba@example.com")
    Erasure.objects.create(email="ba@example.com", texts=True)
    out = io.StringIO()

    call_command("tick", stdout=out)
    call_command("tick", stdout=out)

    assert not Correspondent.objects.exists()
    assert not Comment.objects.filter(email="ba@example.com").exists()
    assert out.getvalue().count("erasures done: 1") == 1
    assert out.getvalue().count("letters to readers: 1") == 1
