"""Words that a paper's readers may not use, seen through what Vietnamese writers hide them in."""

from comments.moderation.words.matching import Match, Term, WordList
from comments.moderation.words.tokens import View

__all__ = ["Match", "Term", "View", "WordList"]
