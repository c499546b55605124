"""Comments for tests, through the gates, so that every stored number is right."""

import factory

from comments.models import Comment
from comments.moderation.decisions import decide
from comments.posting import post
from tests.factories import ArticleFactory


class CommentFactory(factory.django.DjangoModelFactory):
    """A waiting comment on a public article; ``status="approved"`` decides it by rule.

    ``parent=`` makes a reply, on the parent's article and under its root.
    """

    class Meta:
        model = Comment

    article = factory.Maybe(
        "parent",
        yes_declaration=factory.SelfAttribute("parent.article"),
        no_declaration=factory.SubFactory(ArticleFactory, public=True),
    )
    parent = None
    name = factory.Sequence("Lê Thị Hoa {}".format)
    email = factory.Sequence("hoa{}@example.com".format)
    body = factory.Sequence("Bà con mong có thêm kho lạnh {}.".format)
    status = "pending"

    @classmethod
    def _create(cls, model_class, *args, status, **kwargs):
        parent = kwargs["parent"]
        root = (parent.root or parent) if parent else None
        comment = post(model_class(*args, root=root, **kwargs))
        decide([comment.pk], status, by=None)
        comment.refresh_from_db()
        return comment
