"""Secret links for tests, and every way in which one is closed."""

from datetime import timedelta

from django.utils import timezone

from articles import previews, workflow
from articles.models import Article, PreviewLink
from articles.rules import Action


def share(article, chief, hours=24):
    _link, token = previews.make(
        article, by=chief, label="Phòng Văn hóa", lifetime=timedelta(hours=hours)
    )
    return token


def address(token):
    return f"/xem-truoc/{token}/"


def closed_by(how, token, article, chief):
    links = PreviewLink.objects.filter(article=article)
    if how == "expired":
        links.update(expires_at=timezone.now() - timedelta(seconds=2))
    elif how == "revoked":
        previews.revoke(links.get(), by=chief)
    elif how == "withdrawn":
        workflow.move(article, Action.WITHDRAW, by=chief, reason="Sai")
    elif how == "ended":
        Article.objects.filter(pk=article.pk).update(
            withdraw_at=timezone.now() - timedelta(seconds=2)
        )
    elif how == "deleted":
        Article.objects.filter(pk=article.pk).delete()
    return "x" * 43 if how == "unknown" else token


WAYS = ["expired", "revoked", "withdrawn", "ended", "deleted", "unknown"]
