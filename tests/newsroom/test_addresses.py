"""Every address of the newsroom, asked for by every role: none that nobody has thought of.

``WHO`` names for each address the roles that it opens to: R(eporter), E(ditor), S(ecretary),
C(hief), M(oderator). Whatever is about one article is asked for of somebody else's draft.
A new address fails here until somebody has said whom it is for.
"""

import re
from datetime import timedelta

import pytest
from django.contrib import admin
from django.contrib.contenttypes.models import ContentType
from django.urls import URLPattern, reverse
from django.utils import timezone

from articles import uploads, withdrawals
from articles.models import BreakingNews, Correction, PreviewLink, Series, StyleRule
from comments.models import Ban, CommentRules, ListedWord, PreparedText
from newsroom import roles
from tests.comments.factories import CommentFactory
from tests.comments.rules import make_writer
from tests.factories import ArticleFactory, UserFactory, stored_photo

pytestmark = pytest.mark.django_db

LETTERS = dict(zip("RESCM", roles.NAMES, strict=True))
EVERYBODY = "RESCM"
# The admin's own addresses that ask for no right, or for none of ours.
OPEN_TO_ALL = {"login", "jsi18n", "app_list", "articles_article_sign_in_again"}
WHO = {
    "index": EVERYBODY,
    "logout": "",  # by POST alone
    "password_change": EVERYBODY,
    "password_change_done": EVERYBODY,
    "autocomplete": "",  # asks the rights of the model in its query, of which there is none here
    "view_on_site": "",  # switched off
    "articles_article_changelist": "RESC",
    "articles_article_add": "RESC",
    "articles_article_paste": "RESC",
    "articles_article_change": "ESC",
    "articles_article_checks": "ESC",
    "articles_article_titles": "RESC",
    "articles_article_clean": "RESC",
    "articles_article_address": "RESC",
    "articles_article_revisions": "ESC",
    "articles_article_revision": "ESC",
    "articles_article_restore": "ESC",
    "articles_article_compare": "ESC",
    "articles_article_preview_page": "ESC",
    "articles_article_preview_links": "ESC",
    "articles_article_preview_revoke": "ESC",
    "articles_article_schedule": "RESC",
    "articles_article_own": "RESC",
    "articles_article_desk": "ESC",
    "articles_article_today": "SC",
    "articles_article_take": "ESC",
    "articles_article_note": "ESC",
    "articles_article_assign": "ESC",
    "articles_article_autosave_new": "RESC",
    "articles_article_autosave": "ESC",
    "articles_article_presence": "ESC",
    "articles_article_clash": "ESC",
    "articles_article_correct": "SC",
    "articles_correction_changelist": "SC",
    "articles_correction_add": "",
    "articles_correction_change": "SC",
    "articles_correction_history": "SC",
    "articles_correction_delete": "C",
    "articles_withdrawal_changelist": "SC",
    "articles_withdrawal_add": "",
    "articles_withdrawal_change": "SC",
    "articles_withdrawal_history": "SC",
    "articles_withdrawal_delete": "",
    "articles_withdrawal_document": "SC",
    "articles_article_preview": "ESC",
    "articles_article_history": "ESC",
    "articles_article_delete": "",
    "articles_author_changelist": "RESC",
    "articles_author_add": "ESC",
    "articles_author_change": "RESC",
    "articles_author_history": "RESC",
    "articles_author_delete": "C",
    "articles_front_changelist": "ESC",
    "articles_front_breaking": "SC",
    "articles_front_end": "SC",
    "articles_front_stories": "ESC",
    "articles_front_arrange": "ESC",
    "articles_front_preview": "ESC",
    "articles_front_versions": "ESC",
    "articles_front_restore": "ESC",
    "articles_front_undo": "ESC",
    "articles_breakingnews_changelist": "SC",
    "articles_breakingnews_add": "SC",
    "articles_breakingnews_change": "SC",
    "articles_breakingnews_history": "SC",
    "articles_breakingnews_delete": "",
    "articles_photo_changelist": "RESC",
    "articles_photo_add": "RESC",
    "articles_photo_card": "RESC",
    "articles_photo_find": "RESC",
    "articles_photo_names": "RESC",
    "articles_photo_original": "ESC",
    "articles_photo_cards": "RESC",
    "articles_photo_describe": "RESC",
    "articles_photo_change": "RESC",
    "articles_photo_upload_page": "RESC",
    "articles_photo_uploads": "RESC",
    "articles_photo_upload": "RESC",
    "articles_photo_texts": "RESC",
    "articles_photo_history": "RESC",
    "articles_photo_delete": "SC",
    "articles_publication_changelist": "C",
    "articles_publication_add": "",
    "articles_publication_change": "C",
    "articles_publication_history": "C",
    "articles_publication_delete": "",
    "articles_section_changelist": "RESC",
    "articles_section_add": "SC",
    "articles_section_change": "RESC",
    "articles_section_history": "RESC",
    "articles_section_delete": "C",
    "articles_series_changelist": "RESC",
    "articles_series_add": "ESC",
    "articles_series_change": "RESC",
    "articles_series_history": "RESC",
    "articles_series_delete": "C",
    "articles_stylerule_changelist": "ESC",
    "articles_stylerule_add": "ESC",
    "articles_stylerule_change": "ESC",
    "articles_stylerule_history": "ESC",
    "articles_stylerule_delete": "ESC",
    "articles_tag_changelist": "RESC",
    "articles_tag_add": "ESC",
    "articles_tag_change": "RESC",
    "articles_tag_history": "RESC",
    "articles_tag_delete": "C",
    "comments_comment_changelist": "SCM",
    "comments_comment_add": "",
    "comments_comment_change": "SCM",
    "comments_comment_history": "SCM",
    "comments_comment_delete": "",
    "comments_comment_desk": "SCM",
    "comments_comment_figures": "SCM",
    "comments_comment_desk_news": "SCM",
    "comments_comment_desk_decide": "SCM",
    "comments_comment_desk_undo": "SCM",
    "comments_comment_desk_leave": "SCM",
    "comments_comment_desk_pick": "SCM",
    "comments_comment_desk_redact": "SCM",
    "comments_comment_desk_escalate": "SCM",
    "comments_comment_desk_note": "SCM",
    "comments_comment_desk_reply": "SCM",
    "comments_comment_desk_ban": "SCM",
    "comments_comment_desk_view_save": "SCM",
    "comments_comment_desk_view_delete": "SCM",
    "comments_comment_decisions": "SCM",
    "comments_preparedtext_changelist": "SCM",
    "comments_preparedtext_add": "SCM",
    "comments_preparedtext_change": "SCM",
    "comments_preparedtext_history": "SCM",
    "comments_preparedtext_delete": "SCM",
    "comments_listedword_changelist": "SCM",
    "comments_listedword_add": "SCM",
    "comments_listedword_change": "SCM",
    "comments_listedword_history": "SCM",
    "comments_listedword_delete": "SCM",
    "comments_comment_policy": "ESC",
    "comments_writer_changelist": "SCM",
    "comments_writer_add": "",
    "comments_writer_change": "SCM",
    "comments_writer_history": "SCM",
    "comments_writer_delete": "",
    "comments_ban_changelist": "SCM",
    "comments_ban_add": "",
    "comments_ban_change": "SCM",
    "comments_ban_history": "SCM",
    "comments_ban_delete": "",
    "comments_commentrules_changelist": "SC",
    "comments_commentrules_add": "",
    "comments_commentrules_change": "SC",
    "comments_commentrules_history": "SC",
    "comments_commentrules_delete": "",
    "newsroom_user_changelist": "C",
    "newsroom_user_add": "C",
    "newsroom_user_change": "C",
    "newsroom_user_history": "C",
    "newsroom_user_delete": "",
    "auth_user_password_change": "C",
    "auth_group_changelist": "",
    "auth_group_add": "",
    "auth_group_change": "",
    "auth_group_history": "",
    "auth_group_delete": "",
}
# Lists of what one part of the admin holds.
PARTS = {"articles": "RESC", "comments": "SCM", "newsroom": "C"}
# Signing out is for everybody; the choices' address answers by the rights on what is asked for.
NOT_FOR_POST = {"logout", "autocomplete"}
# Addresses that only take something in: asked for by GET they answer that they do not (405).
POST_ONLY = {
    "articles_front_breaking",
    "articles_front_end",
    "articles_front_restore",
    "articles_front_undo",
    "articles_photo_describe",
    "articles_article_clean",
    "articles_article_restore",
    "articles_article_preview_revoke",
    "articles_article_take",
    "articles_article_note",
    "articles_article_autosave_new",
    "articles_article_autosave",
    "articles_article_presence",
    "articles_photo_upload",
    "articles_photo_texts",
    "comments_comment_desk_news",
    "comments_comment_desk_decide",
    "comments_comment_desk_undo",
    "comments_comment_desk_leave",
    "comments_comment_desk_pick",
    "comments_comment_desk_redact",
    "comments_comment_desk_escalate",
    "comments_comment_desk_note",
    "comments_comment_desk_reply",
    "comments_comment_desk_ban",
    "comments_comment_desk_view_save",
    "comments_comment_desk_view_delete",
}


def patterns(found=None, prefix=""):
    """Yield (name, route) of every address of the admin, those without a name too."""
    for entry in admin.site.get_urls() if found is None else found:
        route = prefix + str(entry.pattern)
        if isinstance(entry, URLPattern):
            yield entry.name, route
        else:
            yield from patterns(entry.url_patterns, route)


NAMED = {name: route for name, route in patterns() if name}


@pytest.fixture
def rows(media):
    """One row of each kind, and the words that stand in addresses."""
    comment = CommentFactory(article=ArticleFactory(public=True))
    writer = UserFactory(roles=["reporter"])
    article = ArticleFactory(photos=1, created_by=writer, tag_names=["cầu"])
    rule = StyleRule.objects.create(pattern="vô cùng")
    aside = article.revisions.create(number=2, content={}, kind="aside")
    link = PreviewLink.objects.create(
        article=article, token_sha256="0" * 64, expires_at=timezone.now() + timedelta(days=1)
    )
    correction = Correction.objects.create(article=comment.article, text="Sửa lại.")
    now = timezone.now()
    line = BreakingNews.objects.create(text="Bão", starts_at=now, ends_at=now + timedelta(hours=2))
    withdrawal = withdrawals.keep(ArticleFactory(state="withdrawn", public=False), by=None)
    return {
        "articles_article": article.pk,
        "articles_author": article.authors.get().pk,
        "articles_photo": stored_photo().pk,
        "articles_publication": article.section.publication_id,
        "articles_section": article.section_id,
        "articles_series": Series.objects.create(name="Đi dọc kênh").pk,
        "articles_stylerule": rule.pk,
        "articles_correction": correction.pk,
        "articles_withdrawal": withdrawal.pk,
        "articles_breakingnews": line.pk,
        "line_id": line.pk,
        "place": "home",
        "link_id": link.pk,
        "aside_id": aside.pk,
        "upload_id": uploads.begin(writer, name="anh.jpg", size=10).pk,
        "articles_tag": article.tags.get().pk,
        "comments_comment": comment.pk,
        "comments_listedword": ListedWord.objects.create(text="đồ ngu").pk,
        "comments_preparedtext": PreparedText.objects.first().pk,
        "comments_writer": (banned := make_writer()).pk,
        "comments_ban": Ban.objects.create(user=banned.user, reason="x").pk,
        "comments_commentrules": CommentRules.objects.create(pk=1).pk,
        "newsroom_user": writer.pk,
        "auth_user": writer.pk,
        "auth_group": 1,
        "article_id": article.pk,
        "content_type_id": ContentType.objects.get_for_model(article).pk,
        "number": 1,
    }


def address(name, rows):
    words = re.findall(r"<(?:\w+:)?(\w+)>", NAMED[name])
    model = "_".join(name.split("_")[:2])
    own = rows.get(model, rows["articles_article"])
    known = {**rows, "object_id": own, "id": own, "pk": own, "photo_id": rows["articles_photo"]}
    return reverse(f"admin:{name}", kwargs={word: known[word] for word in words})


def opens(response):
    """Say whether an answer lets somebody in: not sent to sign in, not refused, not "not there"."""
    if response.streaming:
        list(response.streaming_content)  # read to its end, a file is closed
    if response.status_code in (301, 302):
        # To the first page the admin sends who asks for what is not there for them.
        return response.url != "/admin/" and not response.url.startswith("/admin/login/")
    return response.status_code not in (400, 401, 403, 404, 405)


def test_every_address_has_been_thought_of():
    assert set(NAMED) - set(WHO) - OPEN_TO_ALL == set()
    assert set(WHO) - set(NAMED) == set()


def test_what_has_no_name_is_djangos_own():
    """Its redirects of old addresses, and its answer to whatever else."""
    nameless = {route for name, route in patterns() if not name}

    assert {route for route in nameless if not route.endswith("/<path:object_id>/")} == {
        "(?P<url>.*)$"
    }


@pytest.mark.parametrize("letter", LETTERS)
def test_an_address_opens_to_its_roles_alone(client, rows, letter):
    client.force_login(UserFactory(roles=[LETTERS[letter]]))
    wrong = []
    for name, letters in WHO.items():
        url = address(name, rows)
        asked = client.get(url)
        may = letter in letters
        if name in POST_ONLY and may:
            wrong += [name] if asked.status_code != 405 else []
        elif opens(asked) != may:
            wrong.append(f"{name} answers {asked.status_code}")
        if not may and name not in NOT_FOR_POST and opens(client.post(url)):
            wrong.append(f"{name} takes what is sent")

    assert wrong == []


@pytest.mark.parametrize("letter", LETTERS)
@pytest.mark.parametrize("app", PARTS)
def test_a_part_of_the_admin_opens_to_its_roles_alone(client, rows, app, letter):
    client.force_login(UserFactory(roles=[LETTERS[letter]]))

    response = client.get(reverse("admin:app_list", args=[app]))

    assert opens(response) == (letter in PARTS[app])


@pytest.mark.parametrize("who", ["nobody", "reader"])
def test_nothing_opens_to_those_who_do_not_work_here(client, rows, who):
    if who == "reader":
        client.force_login(UserFactory(is_staff=False))
    answers = {
        name: (client.get(address(name, rows)), client.post(address(name, rows)))
        for name in WHO
        if name not in NOT_FOR_POST
    }

    assert [name for name, pair in answers.items() if any(map(opens, pair))] == []
