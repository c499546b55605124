"""The addresses of comments. They are public interface."""

from django.urls import path

from comments import converters  # noqa: F401
from comments.views import data, feed, letters, own, page, reactions, thread

app_name = "comments"


urlpatterns = [
    path("<row:article_id>/", page.page, name="page"),
    path("<row:article_id>/rss/", feed.feed, name="feed"),
    path("<row:article_id>/<row:comment_id>/", thread.thread, name="thread"),
    path("nguoi-viet/<uuid:public_id>/", thread.writer, name="writer"),
    path("thu/xac-nhan/<str:token>/", letters.confirm, name="letters-confirm"),
    path("thu/ngung/<str:token>/", letters.stop, name="letters-stop"),
    path("du-lieu/", data.ask, name="data"),
    path("du-lieu/<str:token>/", data.show, name="data-own"),
    path("du-lieu/<str:token>/tai-ve/", data.download, name="data-download"),
    path("du-lieu/<str:token>/thu/", data.mail, name="data-mail"),
    path("du-lieu/<str:token>/xoa/", data.erase, name="data-erase"),
    path("<row:article_id>/cua-toi/", own.mine, name="mine"),
    path("<row:article_id>/<row:comment_id>/sua/", own.edit, name="edit"),
    path("<row:article_id>/<row:comment_id>/rut/", own.withdraw, name="withdraw"),
    path("<row:article_id>/<row:comment_id>/thich/", reactions.like, name="like"),
    path("<row:article_id>/<row:comment_id>/bao-cao/", reactions.report, name="report"),
]
