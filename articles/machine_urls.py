"""Addresses that programs ask for. They are the same in every language of the interface."""

from django.urls import path, re_path
from django.views.decorators.http import require_safe

from articles import sitemaps
from articles.feeds import ArticleFeed
from articles.urls import SECTION
from articles.views import photos, preview, qr, readership

app_name = "machines"

feed = require_safe(ArticleFeed())

urlpatterns = [
    path("rss/", feed, name="feed"),
    re_path(rf"^rss/{SECTION}/$", feed, name="feed"),
    path("robots.txt", sitemaps.robots, name="robots"),
    path("sitemap.xml", sitemaps.index, name="sitemap"),
    path("sitemap-news.xml", sitemaps.news, name="sitemap-news"),
    path("sitemap-sections.xml", sitemaps.sections, name="sitemap-sections"),
    re_path(
        r"^sitemap-articles-(?P<number>0|[1-9][0-9]{0,11})\.xml$",
        sitemaps.articles,
        name="sitemap-articles",
    ),
    re_path(
        r"^anh/(?P<key>[\w-]{16,32})/(?P<width>[0-9]{1,5})\.(?P<extension>avif|webp|jpg)$",
        photos.photo,
        name="photo",
    ),
    re_path(r"^anh/(?P<key>[\w-]{16,32})/chia-se\.jpg$", photos.shared, name="photo-share"),
    re_path(
        r"^xem-truoc/(?P<token>[\w-]{20,64})"
        r"/anh/(?P<key>[\w-]{16,32})/(?P<width>[0-9]{1,5})\.(?P<extension>avif|webp|jpg)$",
        preview.photo,
        name="preview-photo",
    ),
    re_path(r"^ma-qr/(?P<article_id>[0-9]{1,18})\.svg$", qr.code, name="qr"),
    re_path(r"^luot-doc/(?P<article_id>[0-9]{1,18})/$", readership.read, name="read"),
]
