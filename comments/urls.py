"""The address of an article's comments. It is public interface."""

from django.urls import path

from comments import views

app_name = "comments"

urlpatterns = [
    path("<int:article_id>/", views.page, name="page"),
]
