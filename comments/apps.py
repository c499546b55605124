from django.apps import AppConfig
from django.db.models.signals import pre_delete
from django.utils.translation import gettext_lazy as _


class CommentsConfig(AppConfig):
    name = "comments"
    verbose_name = _("Comments")

    def ready(self) -> None:
        # They ask for models.
        from comments import announcing, letters
        from comments.models import Writer
        from comments.moderation import trust  # noqa: F401  (listens to decisions)
        from comments.signals import status_changed

        pre_delete.connect(announcing.follow, sender=Writer, dispatch_uid="comments.announcing")
        status_changed.connect(letters.follow, dispatch_uid="comments.letters")
