"""The newest articles as RSS 2.0: of the paper, each section, each author, each keyword."""

from articles.feeds.views import author_feed, paper_feed, section_feed, tag_feed

__all__ = ["author_feed", "paper_feed", "section_feed", "tag_feed"]
