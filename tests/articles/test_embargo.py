"""An embargo holds at every door; ending it early takes the editor-in-chief's word."""

import uuid
from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from articles import previews, publishing, sitemaps, workflow
from articles.models import Article, State
from articles.renditions import rendition_name
from articles.requirements import NotReady
from articles.rules import LIVE, Action
from articles.workflow import NotAllowed
from comments.models import Comment
from tests.factories import ArticleFactory, AuthorFactory, SectionFactory, UserFactory
from tests.reading import content_of

pytestmark = pytest.mark.django_db

SECRET = "Quyhoachbimat"
HOUR = timedelta(hours=1)


def now():
    return timezone.now().replace(microsecond=0)


def embargoed(state, until):
    """An article under embargo with every part filled in, and a photo whose file is there."""
    article = ArticleFactory(
        title=f"{SECRET} của tỉnh",
        kicker=SECRET,
        lead=f"{SECRET} được duyệt.",
        body=f"<p>{SECRET}</p>",
        authors=[AuthorFactory(name=f"{SECRET} An")],
        section=SectionFactory(name="Thời sự"),
        photos=1,
        tag_names=[SECRET.lower()],
        state=state,
        embargo_until=until,
        published_at=until,
        last_published_at=until,
    )
    photo = article.captions.get().photo
    default_storage.save(rendition_name(photo.key, 800, "jpg"), ContentFile(b"x"))
    return article


def doors(article):
    """Every public address at which something of an article could come out."""
    photo = article.captions.get().photo
    author, tag = article.authors.get(), article.tags.get()
    parts = [
        f"/sitemap-{kind}-{sitemaps.part_of(kind, one.pk)}.xml"
        for kind, one in (("articles", article), ("authors", author), ("tags", tag))
    ]
    return [
        article.get_absolute_url(),
        f"/x/y-a{article.pk}.html",
        "/",
        article.section.get_absolute_url(),
        author.get_absolute_url(),
        tag.get_absolute_url(),
        f"/tim-kiem/?q={SECRET}",
        f"/tim-kiem/?q={SECRET.lower()}",
        "/rss/",
        f"/rss/{article.section.path}/",
        f"/rss{author.get_absolute_url()}",
        f"/rss{tag.get_absolute_url()}",
        "/sitemap.xml",
        "/sitemap-news.xml",
        "/sitemap-sections.xml",
        *parts,
        "/dinh-chinh/",
        f"/binh-luan/{article.pk}/",
        "/api/v1/articles?fields=url,title,body_text,photos",
        f"/api/v1/articles?author={article.authors.get().slug}&updated_since=2000-01-01",
        f"/api/v1/articles/{article.pk}",
        f"/api/v1/articles/{article.pk}/ninjs",
        "/api/v1/authors",
        "/api/v1/keywords",
        "/api/v1/corrections",
        "/api/v1/withdrawn",
        photo.url(800, "jpg"),
        photo.url(800, "webp"),
    ]


def comment(client, article):
    address = reverse("comments:page", args=[article.pk])
    data = {"body": "Hay quá!", "name": "Hoa", "client_uuid": str(uuid.uuid4())}
    return client.post(address, data).status_code


# What is published cannot be under embargo: the database does not hold such a row.
@pytest.mark.parametrize("state", [state for state in State if state != State.PUBLISHED])
def test_no_door_opens_before_the_end(client, media, state):
    article = embargoed(state, now() + HOUR)
    own = [article.get_absolute_url(), f"/x/y-a{article.pk}.html", f"/binh-luan/{article.pk}/"]

    for address in doors(article):
        response = client.get(address)
        text = content_of(response).decode()
        # What one has asked for oneself is repeated on the search's page.
        if not address.startswith("/tim-kiem/"):
            assert SECRET.lower() not in text.lower(), address
        assert f"-a{article.pk}.html" not in text, address
        if address in own or address.startswith("/anh/"):
            assert response.status_code == 404, address
    assert comment(client, article) == 404
    assert not Comment.objects.exists()


def secret_doors(article):
    """The secret address of a preview, and of its photo below it."""
    link, token = previews.make(
        article, by=UserFactory(is_superuser=True), label="", lifetime=timedelta(days=1)
    )
    key = article.captions.get().photo.key
    return link, [
        reverse("articles:preview", args=[token]),
        reverse("machines:preview-photo", args=[token, key, "800", "jpg"]),
    ]


@pytest.mark.parametrize(
    "state", [state for state in State if state not in (State.PUBLISHED, State.WITHDRAWN)]
)
def test_no_secret_link_opens_before_the_end_either(client, media, state):
    article = embargoed(state, now() + HOUR)
    _link, addresses = secret_doors(article)

    for address in addresses:
        response = client.get(address)
        assert response.status_code == 403, address
        assert SECRET.lower() not in content_of(response).decode(errors="replace").lower()

    Article.objects.update(embargo_until=now() - timedelta(seconds=1))
    assert SECRET in client.get(addresses[0]).content.decode()
    assert content_of(client.get(addresses[1])) == b"x"


def test_every_door_opens_a_second_after_the_end(client, media):
    article = embargoed(State.SCHEDULED, now() - timedelta(seconds=1))

    for address in doors(article):
        if address.endswith(".webp"):
            continue  # this one has no file
        response = client.get(address, follow=True)
        assert response.status_code == 200 and content_of(response), address
    assert SECRET in client.get("/").content.decode()
    assert SECRET in client.get("/rss/").content.decode()
    assert comment(client, article) in (200, 303)


def test_the_database_keeps_a_released_article_out_of_an_embargo():
    for state in LIVE:
        article = ArticleFactory(public=True, state=state)
        with pytest.raises(IntegrityError), transaction.atomic():
            Article.objects.filter(pk=article.pk).update(embargo_until=now() + HOUR)


def test_an_embargo_on_what_is_scheduled_earlier_is_refused_in_words():
    secretary = UserFactory(roles=["secretary"])
    article = ArticleFactory()
    publishing.publish(article, by=secretary, at=now() + HOUR)

    with pytest.raises(NotReady) as caught:
        publishing.set_embargo(article, by=secretary, until=now() + 2 * HOUR)
    publishing.set_embargo(article, by=secretary, until=now() + HOUR / 2)

    assert caught.value.problems[0].field == "embargo_until"
    assert Article.objects.get().embargo_until is not None


def test_an_embargo_that_has_passed_is_refused():
    editor = UserFactory(roles=["editor"])

    with pytest.raises(NotReady):
        publishing.set_embargo(ArticleFactory(), by=editor, until=now() - HOUR)


def test_what_readers_have_cannot_be_put_under_an_embargo():
    chief = UserFactory(roles=["chief"])

    with pytest.raises(NotAllowed):
        publishing.set_embargo(ArticleFactory(public=True), by=chief, until=now() + HOUR)
    # Its time has come, though nothing has recorded it yet.
    begun = ArticleFactory(public=True, state="scheduled")
    with pytest.raises(NotReady):
        publishing.set_embargo(begun, by=chief, until=now() + HOUR)


@pytest.mark.parametrize("role", ["editor", "secretary"])
def test_the_desk_lengthens_an_embargo_and_only_the_chief_ends_or_shortens_it(role):
    desk, chief = UserFactory(roles=[role]), UserFactory(roles=["chief"])
    article = ArticleFactory(embargo_until=now() + 2 * HOUR)

    publishing.set_embargo(article, by=desk, until=now() + 3 * HOUR)
    for until in (None, now() + HOUR):
        with pytest.raises(NotAllowed):
            publishing.set_embargo(article, by=desk, until=until)
    publishing.set_embargo(article, by=chief, until=None)

    assert Article.objects.get().embargo_until is None


def test_publishing_early_takes_the_chief_and_a_word_that_is_recorded():
    secretary, chief = UserFactory(roles=["secretary"]), UserFactory(roles=["chief"])
    article = ArticleFactory(embargo_until=now() + HOUR)

    with pytest.raises(NotReady):
        publishing.publish(article, by=chief)
    with pytest.raises(NotAllowed):
        publishing.publish(article, by=secretary, early_because="Báo khác đã đăng.")
    assert not Article.objects.public().exists()

    article = Article.objects.get()
    publishing.publish(article, by=chief, early_because="Báo khác đã đăng.")

    assert list(Article.objects.public()) == [article]
    step = article.transitions.get()
    assert step.made_by == chief
    assert "Báo khác đã đăng." in step.reason


def test_the_chief_of_another_section_may_not_publish_early():
    chief = UserFactory(roles=["chief"])
    chief.sections.add(SectionFactory())
    article = ArticleFactory(embargo_until=now() + HOUR)

    assert not workflow.may(chief, Action.PUBLISH_EARLY, article)
