"""Words written into SQL as they are, so that SQLite can match a partial index's condition.

SQLite plans a statement before it knows the parameters: a state that comes as a parameter never
proves that a partial index covers the rows, and a public list would sort its whole table.
"""

import re

from django.db.models import CharField
from django.db.models.expressions import RawSQL

_WORD = re.compile(r"[a-z_]*")


def literal(word: str) -> RawSQL:
    """Return one of our own lower-case words, such as a state, or none, as an SQL literal.

    Raises:
        ValueError: it has any other character; nothing that a person wrote may come this way.
    """
    if not _WORD.fullmatch(word):
        raise ValueError(f"not a word of ours: {word!r}")
    return RawSQL(f"'{word}'", (), output_field=CharField())  # noqa: S611
