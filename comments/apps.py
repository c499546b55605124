from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CommentsConfig(AppConfig):
    name = "comments"
    verbose_name = _("Comments")

    def ready(self) -> None:
        # They ask for models.
        from comments import letters
        from comments.moderation import trust  # noqa: F401  (listens to decisions)
        from comments.signals import status_changed

        status_changed.connect(letters.follow, dispatch_uid="comments.letters")
