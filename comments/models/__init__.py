"""What readers write under articles, how much of it there is, and who let it through."""

from comments.models.comment import MAX_BODY, MAX_NAME, Comment, Status
from comments.models.counter import CommentCounter
from comments.models.figures import DayFigures
from comments.models.letter import Asked, Erasure, Letter
from comments.models.moderation import (
    Action,
    DeskView,
    ModerationEvent,
    ModerationNote,
    PreparedText,
)
from comments.models.reaction import Like, Report
from comments.models.rules import CommentRules
from comments.models.signin import SignInKey
from comments.models.words import CommentSketch, ListedWord
from comments.models.writer import Ban, Correspondent, Standing, Writer

__all__ = [
    "MAX_BODY",
    "MAX_NAME",
    "Action",
    "Asked",
    "Ban",
    "Comment",
    "CommentCounter",
    "CommentRules",
    "CommentSketch",
    "Correspondent",
    "DayFigures",
    "DeskView",
    "Erasure",
    "Letter",
    "Like",
    "ListedWord",
    "ModerationEvent",
    "ModerationNote",
    "PreparedText",
    "Report",
    "SignInKey",
    "Standing",
    "Status",
    "Writer",
]
