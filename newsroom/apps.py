from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NewsroomConfig(AppConfig):
    name = "newsroom"
    verbose_name = _("Newsroom")

    def ready(self) -> None:
        from django.db import connections

        from articles.dependencies import make_views_by
        from articles.signals import number_changed, public_content_changed
        from newsroom import replica
        from newsroom.pagecache import log

        if replica.ALIAS in connections.settings:
            make_views_by(replica.make)
        public_content_changed.connect(log.follow, dispatch_uid="newsroom.pagecache")
        number_changed.connect(log.lag, dispatch_uid="newsroom.pagecache")
