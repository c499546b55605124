import re
from datetime import datetime, timedelta

import pytest
from django.contrib.admin.models import LogEntry
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from articles import publishing, revisions
from articles.models import Article, Photo
from tests.factories import ArticleFactory, AuthorFactory, PhotoFactory, SectionFactory, UserFactory
from tests.pictures import picture

pytestmark = pytest.mark.django_db

LIST = "admin:articles_article_changelist"
ADD = "admin:articles_article_add"


def change_url(article):
    return reverse("admin:articles_article_change", args=[article.pk])


def form_data(article=None, **changes):
    """What a browser sends: the article's newest content, changed by ``changes``."""
    data = {
        "section": "",
        "kicker": "",
        "title": "",
        "dateline": "",
        "lead": "",
        "body": "",
        "byline_note": "",
        "source": "",
        "keywords": "",
        "series": "",
        "related": "",
        "base": "",
        "bylines-TOTAL_FORMS": "0",
        "bylines-INITIAL_FORMS": "0",
        "captions-TOTAL_FORMS": "0",
        "captions-INITIAL_FORMS": "0",
        "_continue": "1",
    }
    if article is not None:
        content = revisions.newest_content(article)
        data |= {name: getattr(content, name) for name in revisions.SCALARS}
        data |= {"section": content.section or "", "base": article.newest_revision_id}
        data |= {"keywords": ", ".join(content.tags), "series": content.series or ""}
        data |= {"related": ", ".join(map(str, content.related))}
        data |= {"bylines-TOTAL_FORMS": str(len(content.authors))}
        data |= {f"bylines-{n}-author": pk for n, pk in enumerate(content.authors)}
        data |= {"captions-TOTAL_FORMS": str(len(content.photos))}
        for n, use in enumerate(content.photos):
            data |= {
                f"captions-{n}-photo": use.photo,
                f"captions-{n}-caption": use.caption,
                f"captions-{n}-alt": use.alt,
                f"captions-{n}-placement": use.placement,
            }
    return {**data, **changes}


def test_a_reporter_writes_an_article_with_a_new_photo(client, sign_in, media):
    reporter = sign_in("reporter")
    section, author = SectionFactory(), AuthorFactory()
    upload = SimpleUploadedFile("ảnh ../../x.php", picture(), "image/jpeg")
    data = form_data(
        section=section.pk,
        title="Cầu Vàm Lớn\n thông xe",
        lead="Sáng nay.",
        body="<p>Một.<script>x</script></p>",
        keywords="cầu; giao thông",
        **{
            "bylines-TOTAL_FORMS": "1",
            "bylines-0-author": author.pk,
            "captions-TOTAL_FORMS": "1",
            "captions-0-upload": upload,
            "captions-0-credit": "Minh Châu",
            "captions-0-caption": "Cầu mới.",
            "captions-0-alt": "Cây cầu",
            "captions-0-placement": "lead",
        },
    )

    response = client.post(reverse(ADD), data)

    assert response.status_code == 302, response.context["errors"]
    article = Article.objects.get()
    assert article.title == "Cầu Vàm Lớn thông xe"
    assert article.body == "<p>Một.</p>"
    assert article.created_by == reporter
    assert article.state == "draft"
    assert [byline.author for byline in article.bylines.all()] == [author]
    assert sorted(tag.name for tag in article.tags.all()) == ["cầu", "giao thông"]
    caption = article.captions.get()
    assert (caption.caption, caption.alt, caption.placement) == ("Cầu mới.", "Cây cầu", "lead")
    assert caption.photo.credit == "Minh Châu"
    assert (caption.photo.width, caption.photo.height) == (1200, 800)


def test_the_same_photo_twice_is_stored_once_and_keeps_its_credit(client, sign_in, media):
    sign_in("reporter")
    for credit in ("Minh Châu", "Người khác"):
        data = form_data(
            title="Bài",
            **{
                "captions-TOTAL_FORMS": "1",
                "captions-0-upload": SimpleUploadedFile("a.jpg", picture()),
                "captions-0-credit": credit,
                "captions-0-placement": "body",
            },
        )
        assert client.post(reverse(ADD), data).status_code == 302

    assert Photo.objects.get().credit == "Minh Châu"


def test_a_file_that_is_no_picture_is_refused_and_the_text_stays(client, sign_in, media):
    sign_in("reporter")
    data = form_data(
        title="Bài đang viết",
        **{
            "captions-TOTAL_FORMS": "1",
            "captions-0-upload": SimpleUploadedFile("a.jpg", b"<script>", "image/jpeg"),
            "captions-0-placement": "body",
        },
    )

    response = client.post(reverse(ADD), data)

    assert response.status_code == 200
    assert "Bài đang viết" in response.content.decode()
    assert not Article.objects.exists()
    assert not Photo.objects.exists()


def test_the_form_shows_the_newest_revision_with_all_its_rows(client, sign_in):
    user = sign_in("reporter")
    authors = AuthorFactory.create_batch(2)
    article = ArticleFactory(created_by=user, authors=authors, photos=2, tag_names=["lúa"])

    form = client.get(change_url(article)).context["adminform"].form
    formsets = client.get(change_url(article)).context["inline_admin_formsets"]

    assert form["keywords"].value() == "lúa"
    assert [form_["author"].value() for form_ in formsets[0].formset] == [a.pk for a in authors]
    assert len(formsets[1].formset.forms) == 2


def test_a_new_article_does_not_start_with_the_last_ones_keywords(client, sign_in):
    user = sign_in("reporter")
    client.get(change_url(ArticleFactory(created_by=user, tag_names=["lúa"])))

    form = client.get(reverse(ADD)).context["adminform"].form

    assert not form["keywords"].value()
    assert not form["base"].value()


def test_saving_what_the_form_showed_changes_nothing(client, sign_in):
    user = sign_in("reporter")
    article = ArticleFactory(created_by=user, photos=2, tag_names=["lúa", "tôm"])
    before = revisions.newest_content(article)

    response = client.post(change_url(article), form_data(article))

    assert response.status_code == 302
    article.refresh_from_db()
    assert revisions.newest_content(article) == before
    assert article.revisions.count() == 1


def test_editing_a_public_article_leaves_readers_the_old_text(client, sign_in):
    sign_in("secretary")
    article = ArticleFactory(public=True, photos=1)
    old = article.title

    client.post(change_url(article), form_data(article, title="Tít đang sửa"))

    article = Article.objects.get()
    assert article.title == old
    assert revisions.newest_content(article).title == "Tít đang sửa"
    assert "Tít đang sửa" in client.get(change_url(article)).content.decode()


def test_a_secretary_publishes_with_one_button(client, sign_in):
    sign_in("secretary")
    article = ArticleFactory(state="submitted", photos=1)

    client.post(change_url(article), form_data(article, title="Tít cuối", _do="publish"))

    assert [a.title for a in Article.objects.public()] == ["Tít cuối"]


def test_a_time_in_the_future_schedules(client, sign_in):
    sign_in("secretary")
    article = ArticleFactory()
    moment = timezone.localtime(timezone.now() + timedelta(days=1))
    wanted = f"{moment:%Y-%m-%dT%H:%M}"

    client.post(change_url(article), form_data(article, _do="publish", publish_at=wanted))

    article.refresh_from_db()
    assert article.state == "scheduled"
    assert f"{timezone.localtime(article.published_at):%Y-%m-%dT%H:%M}" == wanted


def test_the_time_that_a_text_stated_is_offered(client, sign_in):
    sign_in("secretary")
    moment = timezone.make_aware(datetime(2021, 7, 9, 12, 7))
    article = ArticleFactory(published_at=moment)

    offered = client.get(change_url(article)).context["action_form"]["publish_at"]

    assert 'value="2021-07-09T12:07"' in str(offered)


def test_what_is_missing_is_listed_and_the_text_is_saved(client, sign_in):
    sign_in("secretary")
    article = ArticleFactory(authors=[])

    response = client.post(
        change_url(article),
        form_data(article, section="", title="Còn thiếu", _do="publish"),
        follow=True,
    )

    (message,) = response.context["messages"]
    assert re.findall(r'href="#([\w-]+)"', str(message)) == ["id_section", "bylines-group"]
    assert str(message) in response.content.decode()
    article.refresh_from_db()
    assert (article.title, article.state) == ("Còn thiếu", "draft")


def test_a_reporter_cannot_publish_by_sending_the_button(client, sign_in):
    user = sign_in("reporter")
    article = ArticleFactory(created_by=user)

    client.post(change_url(article), form_data(article, _do="publish"))

    assert not Article.objects.public().exists()


def test_a_save_on_a_stale_revision_changes_nothing_and_nothing_is_lost(client, sign_in):
    user = sign_in("secretary")
    article = ArticleFactory()
    mine = form_data(article, title="Bản của tôi")
    content = revisions.newest_content(article).to_json()
    revisions.save(
        article, revisions.Content.from_json({**content, "title": "Bản của bạn"}), by=user
    )

    response = client.post(change_url(article), mine, follow=True)

    shown = response.content.decode()
    assert "Bản của tôi" in shown
    assert "Bản của bạn" in shown
    assert Article.objects.get().title == "Bản của bạn"
    assert {r.content["title"] for r in article.revisions.all()} >= {"Bản của tôi", "Bản của bạn"}


def test_a_stale_save_can_be_chosen_after_the_warning(client, sign_in):
    user = sign_in("secretary")
    article = ArticleFactory()
    mine = form_data(article, title="Bản của tôi")
    content = revisions.newest_content(article).to_json()
    revisions.save(article, revisions.Content.from_json({**content, "title": "Khác"}), by=user)

    page = client.post(change_url(article), mine, follow=True)
    newest = page.context["newest"].pk
    client.post(page.request["PATH_INFO"], {"newest": newest, "take": "mine"})

    assert Article.objects.get().title == "Bản của tôi"
    titles = [r.content["title"] for r in article.revisions.all()]
    assert titles[:3] == ["Bản của tôi", "Bản của tôi", "Khác"]


def test_correcting_a_scheduled_article_keeps_its_time(client, sign_in):
    editor = sign_in("secretary")
    article = ArticleFactory()
    moment = timezone.now().replace(second=0, microsecond=0) + timedelta(days=1)
    publishing.publish(article, by=editor, at=moment)

    page = client.get(change_url(article))
    offered = page.context["action_form"]["publish_at"].value()
    typed = offered.strftime("%Y-%m-%dT%H:%M")
    data = form_data(article, title="Đã sửa lỗi", _do="publish", publish_at=typed)
    client.post(change_url(article), data)

    article.refresh_from_db()
    assert (article.title, article.state) == ("Đã sửa lỗi", "scheduled")
    assert article.published_at == moment


def test_clearing_the_section_of_a_public_article_leaves_it_open_to_repair(client, sign_in):
    sign_in("secretary")
    article = ArticleFactory(public=True)

    client.post(change_url(article), form_data(article, section=""))

    assert client.get(change_url(article)).status_code == 200
    assert Article.objects.get().section is not None


def test_moving_an_article_does_not_take_it_out_of_its_editors_reach(client, sign_in):
    editor = sign_in("secretary")
    article, other = ArticleFactory(public=True), SectionFactory()
    editor.sections.add(article.section)

    client.post(change_url(article), form_data(article, section=other.pk))
    client.post(change_url(article), form_data(Article.objects.get(), title="Vẫn sửa được"))

    assert revisions.newest_content(Article.objects.get()).title == "Vẫn sửa được"


@pytest.mark.parametrize("moment", ["0001-01-01T00:00", "9999-12-31T23:59", "31/02/2026 - 10:00"])
def test_an_impossible_time_is_refused_and_the_text_is_kept(client, sign_in, moment):
    sign_in("secretary")
    article = ArticleFactory()

    response = client.post(
        change_url(article), form_data(article, title="Giữ lại", _do="publish", publish_at=moment)
    )

    assert response.status_code == 302
    article.refresh_from_db()
    assert (article.title, article.state) == ("Giữ lại", "draft")


def test_text_that_grows_when_repaired_is_refused_in_the_form(client, sign_in):
    sign_in("secretary")

    response = client.post(reverse(ADD), form_data(title="\u0958" * 250))

    assert "title" in response.context["adminform"].form.errors
    assert not Article.objects.exists()


def test_a_reporter_does_not_see_articles_of_others(client, sign_in):
    sign_in("reporter")
    other = ArticleFactory(title="Bài của người khác")

    assert "Bài của người khác" not in client.get(reverse(LIST)).content.decode()
    assert client.get(change_url(other)).status_code == 302
    for name in ("preview", "preview_page"):
        preview = reverse(f"admin:articles_article_{name}", args=[other.pk])
        assert client.get(preview).status_code == 404


def test_moderators_have_no_way_to_articles(client, sign_in):
    sign_in("moderator")

    assert client.get(reverse(LIST)).status_code == 403
    assert client.get(reverse(ADD)).status_code == 403


@pytest.mark.parametrize("words", ["đảng ủy", "dang uy", "ĐẢNG", "hop tren"])
def test_the_list_is_searched_with_or_without_accents(client, sign_in, words):
    sign_in("secretary")
    ArticleFactory(title="Đảng ủy họp trên đê")
    ArticleFactory(title="Mùa lúa mới")

    text = client.get(reverse(LIST), {"q": words}).content.decode()

    assert "Đảng ủy họp trên đê" in text
    assert "Mùa lúa mới" not in text


@pytest.mark.parametrize("count", [1, 4])
def test_the_list_runs_constant_queries(client, sign_in, count, django_assert_num_queries):
    sign_in("secretary")
    for _ in range(count):
        ArticleFactory(authors=AuthorFactory.create_batch(2), section=SectionFactory())

    # session, user, permissions of the user and of the groups, limits, count twice (paginator and
    # the list's own), the rows, their authors, sections for the filter
    with django_assert_num_queries(9):
        response = client.get(reverse(LIST))

    assert len(response.context["cl"].result_list) == count


def test_the_preview_shows_the_newest_revision_as_a_page(client, sign_in):
    user = sign_in("reporter")
    article = ArticleFactory(created_by=user, title="Bản nháp của tôi", photos=[PhotoFactory()])

    frame = client.get(reverse("admin:articles_article_preview", args=[article.pk]))
    page = reverse("admin:articles_article_preview_page", args=[article.pk])
    assert f'src="{page}"' in frame.content.decode()
    response = client.get(page)

    assert "Bản nháp của tôi" in response.content.decode()
    assert "Minh Châu" in response.content.decode()
    assert "no-store" in response.headers["Cache-Control"]


def test_only_the_editors_page_relaxes_the_policy(client, sign_in):
    user = sign_in("reporter")
    article = ArticleFactory(created_by=user)

    strict = client.get(reverse(LIST)).headers["Content-Security-Policy"]
    editor = client.get(change_url(article)).headers["Content-Security-Policy"]

    assert "unsafe-inline" not in strict
    assert "script-src-attr 'unsafe-inline'" in editor
    assert re.search(r"script-src 'self'(;|$)", editor)


def test_what_readers_once_had_cannot_be_deleted(client, sign_in):
    admin = UserFactory(is_superuser=True)
    client.force_login(admin)
    article = ArticleFactory(public=True)

    response = client.post(
        reverse("admin:articles_article_delete", args=[article.pk]), {"post": "yes"}
    )

    assert response.status_code == 403
    assert Article.objects.exists()


def test_the_record_names_what_was_changed_and_no_hidden_field(client, sign_in):
    article = ArticleFactory(created_by=sign_in("reporter"), authors=[])

    client.post(change_url(article), form_data(article, title="Tít khác"))

    assert LogEntry.objects.get().get_change_message() == "Đã thay đổi Tít."
