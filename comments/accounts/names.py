"""Names that accounts may not show: with words of the paper's list, or in the newsroom's place."""

from __future__ import annotations

from typing import Final

from articles.models import Publication
from comments.moderation.wordlist import hits
from comments.moderation.words import Term, WordList

# What speaks for the newsroom, in Vietnamese and English, anywhere in a name.
_POSES: Final = WordList(
    Term(text)
    for text in (
        "tòa soạn",
        "ban biên tập",
        "tổng biên tập",
        "thư ký tòa soạn",
        "ban quản trị",
        "quản trị viên",
        "kiểm duyệt viên",
        "ban kiểm duyệt",
        "admin",
        "administrator",
        "moderator",
        "newsroom",
        "editorial board",
    )
)
# The paper's own name with fewer words may be a part of what people are called.
_TELLING: Final = 3


def is_free(name: str) -> bool:
    """Say whether a reader may be called so; three queries."""
    return not (hits({"name": name})["name"] or _POSES.matches(name) or _is_the_papers(name))


def _is_the_papers(name: str) -> bool:
    for paper in Publication.objects.values_list("name", flat=True):
        for match in WordList([Term(paper), Term(f"báo {paper}")]).matches(name):
            whole = match.start == 0 and match.end == len(name)
            if whole or len(paper.split()) >= _TELLING:
                return True
    return False
