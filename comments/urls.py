"""The address of an article's comments. It is public interface."""

from django.urls import path

from comments.views import page

app_name = "comments"

urlpatterns = [
    path("<int:article_id>/", page.page, name="page"),
]
