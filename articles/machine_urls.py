"""Addresses that programs ask for. They are the same in every language of the interface."""

from django.urls import include, path, re_path

from articles import feeds, sitemaps
from articles.urls import SECTION
from articles.views import machines, offline, photos, preview, qr, readership

app_name = "machines"

urlpatterns = [
    path("api/v1/", include("articles.api.urls")),
    path("manifest.webmanifest", offline.manifest, name="manifest"),
    path("sw.js", offline.worker, name="worker"),
    path("rss/", feeds.paper_feed, name="feed"),
    path("rss/tac-gia/<slug:slug>/", feeds.author_feed, name="author-feed"),
    path("rss/tu-khoa/<slug:slug>/", feeds.tag_feed, name="tag-feed"),
    re_path(rf"^rss/{SECTION}/$", feeds.section_feed, name="feed"),
    path("robots.txt", sitemaps.robots, name="robots"),
    path("sitemap.xml", sitemaps.index, name="sitemap"),
    path("sitemap-news.xml", sitemaps.news, name="sitemap-news"),
    path("sitemap-sections.xml", sitemaps.sections, name="sitemap-sections"),
    re_path(
        r"^sitemap-(?P<kind>articles|authors|tags)-(?P<number>0|[1-9][0-9]{0,11})\.xml$",
        sitemaps.part,
        name="sitemap-part",
    ),
    re_path(
        r"^anh/(?P<key>[\w-]{16,32})/(?P<width>[0-9]{1,5})\.(?P<extension>avif|webp|jpg)$",
        photos.photo,
        name="photo",
    ),
    re_path(r"^anh/(?P<key>[\w-]{16,32})/chia-se\.jpg$", photos.shared, name="photo-share"),
    re_path(
        r"^the/(?P<article_id>[1-9][0-9]{0,17})-(?P<name>[0-9a-f]{16})\.png$",
        machines.card,
        name="card",
    ),
    re_path(r"^(?P<key>[A-Za-z0-9-]{8,128})\.txt$", machines.indexnow_key, name="indexnow-key"),
    re_path(
        r"^xem-truoc/(?P<token>[\w-]{20,64})"
        r"/anh/(?P<key>[\w-]{16,32})/(?P<width>[0-9]{1,5})\.(?P<extension>avif|webp|jpg)$",
        preview.photo,
        name="preview-photo",
    ),
    re_path(r"^ma-qr/(?P<article_id>[0-9]{1,18})\.svg$", qr.code, name="qr"),
    re_path(r"^luot-doc/(?P<article_id>[0-9]{1,18})/$", readership.read, name="read"),
]
