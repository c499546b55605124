"""Readers' pages. Their addresses are public interface: changing one needs a redirect.

Each stands below ``/en/`` as well, with the interface in English.
"""

from django.urls import path, re_path

from articles.views import corrections, detail, fronts, preview, search

app_name = "articles"

SECTION = r"(?P<path>[a-z0-9-]+(?:/[a-z0-9-]+)?)"

urlpatterns = [
    path("", fronts.home, name="home"),
    path("tac-gia/<slug:slug>/", fronts.author, name="author"),
    path("tu-khoa/<slug:slug>/", fronts.tag, name="tag"),
    path("tim-kiem/", search.search_page, name="search"),
    path("tim-kiem/goi-y/", search.suggestions, name="suggestions"),
    path("dinh-chinh/", corrections.corrections_page, name="corrections"),
    re_path(r"^xem-truoc/(?P<token>[\w-]{20,64})/$", preview.preview, name="preview"),
    # The id alone decides; the section and the slug before it are there for people.
    re_path(
        r"^(?P<path>.+)/(?P<slug>[^/]*)-a(?P<article_id>[0-9]{1,18})\.html$",
        detail.article_detail,
        name="detail",
    ),
    re_path(rf"^{SECTION}/$", fronts.section, name="section"),
]
