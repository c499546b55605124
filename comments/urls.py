"""The addresses of comments. They are public interface."""

from django.urls import path, register_converter
from django.urls.converters import IntConverter

from comments.views import feed, own, page, reactions, thread

app_name = "comments"


class RowId(IntConverter):
    """A number that every database takes as an id."""

    regex = "[0-9]{1,18}"


register_converter(RowId, "row")

urlpatterns = [
    path("<row:article_id>/", page.page, name="page"),
    path("<row:article_id>/rss/", feed.feed, name="feed"),
    path("<row:article_id>/<row:comment_id>/", thread.thread, name="thread"),
    path("nguoi-viet/<uuid:public_id>/", thread.writer, name="writer"),
    path("<row:article_id>/cua-toi/", own.mine, name="mine"),
    path("<row:article_id>/<row:comment_id>/sua/", own.edit, name="edit"),
    path("<row:article_id>/<row:comment_id>/rut/", own.withdraw, name="withdraw"),
    path("<row:article_id>/<row:comment_id>/thich/", reactions.like, name="like"),
    path("<row:article_id>/<row:comment_id>/bao-cao/", reactions.report, name="report"),
]
