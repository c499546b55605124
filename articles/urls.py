"""Readers' addresses. They are public interface: changing one needs a redirect."""

from django.urls import path, re_path

from articles.views import detail, fronts, photos

app_name = "articles"

urlpatterns = [
    path("", fronts.home, name="home"),
    path("tac-gia/<slug:slug>/", fronts.author, name="author"),
    path("tu-khoa/<slug:slug>/", fronts.tag, name="tag"),
    re_path(
        r"^anh/(?P<key>[\w-]{16,32})/(?P<width>[0-9]{2,5})\.(?P<extension>webp|jpg)$",
        photos.photo,
        name="photo",
    ),
    # The id alone decides; the section and the slug before it are there for people.
    re_path(
        r"^(?P<path>.+)/(?P<slug>[^/]*)-a(?P<article_id>[0-9]{1,18})\.html$",
        detail.article_detail,
        name="detail",
    ),
    re_path(
        r"^(?P<path>[a-z0-9-]+(?:/[a-z0-9-]+)?)/$",
        fronts.section,
        name="section",
    ),
]
