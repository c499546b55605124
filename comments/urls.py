"""The addresses of comments. They are public interface."""

from django.urls import path

from comments.views import feed, page, thread

app_name = "comments"

urlpatterns = [
    path("<int:article_id>/", page.page, name="page"),
    path("<int:article_id>/rss/", feed.feed, name="feed"),
    path("<int:article_id>/<int:comment_id>/", thread.thread, name="thread"),
    path("nguoi-viet/<uuid:public_id>/", thread.writer, name="writer"),
]
