"""Writers and policies for tests of what the paper has chosen."""

from datetime import timedelta

from django.utils import timezone

from articles.models import Article
from comments.models import Writer
from tests.factories import UserFactory


def make_writer(standing="new", *, days=100, **fields):
    """Return the writer of a new reader's account, ``days`` old."""
    user = fields.pop("user", None) or UserFactory(is_staff=False)
    joined = timezone.now() - timedelta(days=days)
    fields = {"name": "Hoa", "joined_at": joined, "standing": standing, **fields}
    return Writer.objects.create(user=user, **fields)


def set_policy(article, mode="", **fields):
    """Give an article a rule of its own, past whoever has it loaded."""
    Article.objects.filter(pk=article.pk).update(comments_mode=mode, **fields)
