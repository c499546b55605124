"""The addresses of comments. They are public interface."""

from django.urls import path, register_converter
from django.urls.converters import IntConverter

from comments.views import feed, page, thread

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
]
