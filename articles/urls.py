"""Readers' pages. Their addresses are public interface: changing one needs a redirect.

Each stands below ``/en/`` as well, with the interface in English.
"""

from django.urls import path, re_path

from articles.views import (
    archive,
    corrections,
    detail,
    fronts,
    lists,
    offline,
    preview,
    programs,
    search,
    series,
)

app_name = "articles"

SECTION = r"(?P<path>[a-z0-9-]+(?:/[a-z0-9-]+)?)"
YEAR = "(?P<year>[0-9]{4})"
MONTH = "(?P<month>[0-9]{1,2})"
DAY = "(?P<day>[0-9]{1,2})"

# The id alone decides; the section and the slug before it are there for people.
DETAIL = re_path(
    r"^(?P<path>.+)/(?P<slug>[^/]*)-a(?P<article_id>[0-9]{1,18})\.html$",
    detail.article_detail,
    name="detail",
)

urlpatterns = [
    path("", fronts.home, name="home"),
    path("tac-gia/", lists.authors, name="authors"),
    path("tac-gia/<slug:slug>/", lists.author, name="author"),
    path("tu-khoa/", lists.tags, name="tags"),
    path("tu-khoa/<slug:slug>/", lists.tag, name="tag"),
    path("loat-bai/<slug:slug>/", series.series, name="series"),
    path("doc-nhieu/", lists.most_read_page, name="most-read"),
    path("luu-tru/", archive.archive, name="archive"),
    re_path(rf"^luu-tru/{YEAR}/$", archive.year, name="archive-year"),
    re_path(rf"^luu-tru/{YEAR}/{MONTH}/$", archive.month, name="archive-month"),
    re_path(rf"^luu-tru/{YEAR}/{MONTH}/{DAY}/$", archive.day, name="archive-day"),
    re_path(r"^luu-tru/.+/$", archive.no_such_day),
    path("tim-kiem/", search.search_page, name="search"),
    path("tim-kiem/goi-y/", search.suggestions, name="suggestions"),
    path("dinh-chinh/", corrections.corrections_page, name="corrections"),
    path("ngoai-tuyen/", offline.offline, name="offline"),
    path("api/", programs.documentation, name="api"),
    re_path(r"^xem-truoc/(?P<token>[\w-]{20,64})/$", preview.preview, name="preview"),
    DETAIL,
    re_path(rf"^{SECTION}/$", fronts.section, name="section"),
]
