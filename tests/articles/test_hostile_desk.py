"""What people at the desk write beside an article runs nowhere either."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles.models import Assignment, Note, PreviewLink, StyleRule
from tests.articles.executable import executable_in
from tests.articles.hostile_pastes import HOSTILE
from tests.factories import ArticleFactory, UserFactory

pytestmark = pytest.mark.django_db

HERE = "/admin/articles/article/"
TEXTS = [text.encode("utf-8", "ignore").decode().replace("\x00", "") for text in HOSTILE]


@pytest.mark.parametrize("hostile", TEXTS[::9])
def test_words_beside_an_article_run_nowhere(client, hostile):
    chief = UserFactory(roles=["chief"], last_name=hostile[:100])
    client.force_login(chief)
    article = ArticleFactory(state="submitted", created_by=chief, title="Lạm phát khủng")
    who = {"article": article, "made_by": chief}
    Assignment.objects.create(
        reporter=chief, brief=hostile[:3000], due_at=timezone.now() - timedelta(hours=1), **who
    )
    Note.objects.create(text=hostile[:3000], **who)
    PreviewLink.objects.create(
        label=hostile[:100],
        token_sha256="0" * 64,
        expires_at=timezone.now() + timedelta(days=1),
        **who,
    )
    rule = {"explanation": hostile[:250], "suggestion": hostile[:150]}
    StyleRule.objects.create(pattern="khủng", **rule)
    article.revisions.update(name=hostile[:80], note=hostile[:200], created_by=chief)

    own = f"{HERE}{article.pk}/"
    for address in (
        *(f"{own}change/", f"{own}checks/", f"{own}revisions/", f"{own}revisions/1/"),
        *(f"{own}preview/links/", f"{own}assign/", f"{HERE}own/", f"{HERE}desk/", f"{HERE}today/"),
        *(f"{HERE}schedule/", "/admin/articles/stylerule/", "/admin/"),
    ):
        response = client.get(address)
        assert response.status_code == 200, address
        text = response.content.decode()
        # A version is shown in a frame of our own, whose page has tests of its own.
        assert executable_in(text) == ["<iframe>"] * (address == f"{own}revisions/1/"), address
