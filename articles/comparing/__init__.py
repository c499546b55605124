"""Two contents of an article side by side: what was taken out, put in, moved, set otherwise.

Pure functions; ``compare`` is the door.
"""

from articles.comparing.blocks import BlockChange, Run, compare_bodies, runs_of
from articles.comparing.contents import Comparison, Entry, PhotoChange, TextChange, compare
from articles.comparing.words import Change, Piece, compare_texts

__all__ = [
    "BlockChange",
    "Change",
    "Comparison",
    "Entry",
    "PhotoChange",
    "Piece",
    "Run",
    "TextChange",
    "compare",
    "compare_bodies",
    "compare_texts",
    "runs_of",
]
