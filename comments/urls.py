"""The addresses of comments. They are public interface."""

from django.urls import path

from comments.views import own, page, reactions

app_name = "comments"

urlpatterns = [
    path("<int:article_id>/", page.page, name="page"),
    path("<int:article_id>/cua-toi/", own.mine, name="mine"),
    path("<int:article_id>/<int:comment_id>/sua/", own.edit, name="edit"),
    path("<int:article_id>/<int:comment_id>/rut/", own.withdraw, name="withdraw"),
    path("<int:article_id>/<int:comment_id>/thich/", reactions.like, name="like"),
    path("<int:article_id>/<int:comment_id>/bao-cao/", reactions.report, name="report"),
]
