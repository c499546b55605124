"""What pages say to machines of themselves: schema.org's vocabulary as JSON-LD. No query."""

from articles.metadata.news import article_graph, news_article
from articles.metadata.pages import Crumb, collection_graph, home_graph, profile_graph
from articles.metadata.values import document, script_text

__all__ = [
    "Crumb",
    "article_graph",
    "collection_graph",
    "document",
    "home_graph",
    "news_article",
    "profile_graph",
    "script_text",
]
