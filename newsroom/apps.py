from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NewsroomConfig(AppConfig):
    name = "newsroom"
    verbose_name = _("Newsroom")

    def ready(self) -> None:
        from articles.signals import public_content_changed
        from newsroom.pagecache import log

        public_content_changed.connect(log.follow, dispatch_uid="newsroom.pagecache")
