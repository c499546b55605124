"""What the newsroom makes."""

from articles.models.article import Article, Byline, State
from articles.models.author import Author
from articles.models.photo import Photo, PhotoCaption
from articles.models.revision import Revision, Transition
from articles.models.section import Publication, Section
from articles.models.tag import Tag, TaggedArticle

__all__ = [
    "Article",
    "Author",
    "Byline",
    "Photo",
    "PhotoCaption",
    "Publication",
    "Revision",
    "Section",
    "State",
    "Tag",
    "TaggedArticle",
    "Transition",
]
