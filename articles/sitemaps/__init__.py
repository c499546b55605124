"""Sitemaps, for search engines and for news aggregators, and robots.txt.

Which part of the sitemap an article is in follows from its id alone: ``sitemap-articles-<n>.xml``
has the ids from ``n`` times ``IDS_PER_PAGE`` on; authors and keywords likewise. So a part is one
range of a primary key, nothing ever moves to another, and nothing is ever counted. Parts of
articles, a thousand for a million, the index names from rows that the database keeps (``keeping``).
Of names it asks for the next id after each part: one statement, with a look for every part.
"""

from articles.idranges import part_of
from articles.sitemaps.views import index, news, part, robots, sections

__all__ = ["index", "news", "part", "part_of", "robots", "sections"]
