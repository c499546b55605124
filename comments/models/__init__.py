"""What readers write under articles, how much of it there is, and who let it through."""

from comments.models.comment import MAX_BODY, MAX_NAME, Comment, Status
from comments.models.counter import CommentCounter
from comments.models.figures import DayFigures
from comments.models.moderation import (
    Action,
    DeskView,
    ModerationEvent,
    ModerationNote,
    PreparedText,
)
from comments.models.reaction import Like, Report
from comments.models.rules import CommentRules
from comments.models.words import CommentSketch, ListedWord
from comments.models.writer import Ban, Correspondent, Standing, Writer

__all__ = [
    "MAX_BODY",
    "MAX_NAME",
    "Action",
    "Ban",
    "Comment",
    "CommentCounter",
    "CommentRules",
    "CommentSketch",
    "Correspondent",
    "DayFigures",
    "DeskView",
    "Like",
    "ListedWord",
    "ModerationEvent",
    "ModerationNote",
    "PreparedText",
    "Report",
    "Standing",
    "Status",
    "Writer",
]
