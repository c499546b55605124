"""The address of an article's comments. It is public interface."""

from django.urls import path

from comments.views import data, letters, page

app_name = "comments"

urlpatterns = [
    path("<int:article_id>/", page.page, name="page"),
    path("thu/xac-nhan/<str:token>/", letters.confirm, name="letters-confirm"),
    path("thu/ngung/<str:token>/", letters.stop, name="letters-stop"),
    path("du-lieu/", data.ask, name="data"),
    path("du-lieu/<str:token>/", data.show, name="data-own"),
    path("du-lieu/<str:token>/tai-ve/", data.download, name="data-download"),
    path("du-lieu/<str:token>/thu/", data.mail, name="data-mail"),
    path("du-lieu/<str:token>/xoa/", data.erase, name="data-erase"),
]
