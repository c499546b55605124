"""What the newsroom makes."""

from articles.models.article import Article, Kind, State
from articles.models.author import Author
from articles.models.built import BuiltPart
from articles.models.byline import Byline
from articles.models.desk import Assignment, Note, Presence, PreviewLink
from articles.models.discussed import CommentsMode
from articles.models.front import BreakingNews, Front, FrontPhoto, FrontVersion
from articles.models.machine import Ping, ShareCard, SitemapPart
from articles.models.photo import Photo, PhotoCaption, PhotoUpload
from articles.models.readership import RankedArticle, Ranking, Readership
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
    "BreakingNews",
    "BuiltPart",
    "Byline",
    "CommentsMode",
    "Correction",
    "FormerTagName",
    "Front",
    "FrontPhoto",
    "FrontVersion",
    "Kind",
    "Note",
    "Photo",
    "PhotoCaption",
    "PhotoUpload",
    "Ping",
    "Presence",
    "PreviewLink",
    "Publication",
    "RankedArticle",
    "Ranking",
    "Readership",
    "RelatedArticle",
    "Revision",
    "SearchEntry",
    "Section",
    "Series",
    "ShareCard",
    "SitemapPart",
    "State",
    "StyleRule",
    "Tag",
    "TaggedArticle",
    "Transition",
    "Withdrawal",
]
