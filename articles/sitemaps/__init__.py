"""Sitemaps, for search engines and for news aggregators, and robots.txt.

Which part of the sitemap an article is in follows from its id alone: ``sitemap-articles-<n>.xml``
has the ids from ``n * IDS_PER_PAGE`` on; authors and keywords likewise. So a part is one range of
a primary key, nothing ever moves to another, and nothing is ever counted. The index asks for the
next id after each part: one look into the primary key for every part that it names, two hundred
for a million articles, and one statement for all of them.
"""

from articles.sitemaps.parts import IDS_PER_PAGE
from articles.sitemaps.views import index, news, part, robots, sections

__all__ = ["IDS_PER_PAGE", "index", "news", "part", "robots", "sections"]
