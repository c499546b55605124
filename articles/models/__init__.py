"""What the newsroom makes."""

from articles.models.article import Article, Byline, Kind, State
from articles.models.author import Author
from articles.models.desk import Assignment, Note, Presence, PreviewLink
from articles.models.photo import Photo, PhotoCaption, PhotoUpload
from articles.models.readership import Readership
from articles.models.record import Correction, Withdrawal
from articles.models.revision import Revision, Transition
from articles.models.search import SearchEntry
from articles.models.section import Publication, Section
from articles.models.series import RelatedArticle, Series
from articles.models.stylerule import StyleRule
from articles.models.tag import FormerTagName, Tag, TaggedArticle

__all__ = [
    "Article",
    "Assignment",
    "Author",
    "Byline",
    "Correction",
    "FormerTagName",
    "Kind",
    "Note",
    "Photo",
    "PhotoCaption",
    "PhotoUpload",
    "Presence",
    "PreviewLink",
    "Publication",
    "Readership",
    "RelatedArticle",
    "Revision",
    "SearchEntry",
    "Section",
    "Series",
    "State",
    "StyleRule",
    "Tag",
    "TaggedArticle",
    "Transition",
    "Withdrawal",
]
