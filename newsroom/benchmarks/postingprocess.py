"""One of the processes that ``commentwriters`` starts: threads that post through the gate."""

from __future__ import annotations

import json
import sys
import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any, Final

from django.db import DEFAULT_DB_ALIAS, DatabaseError, connections

from comments.models import Comment
from comments.posting import post
from newsroom.benchmarks.prose import Writer

#: What the process runs: the application must be ready before this module is.
START: Final = (
    "import sys, django; django.setup();"
    " from newsroom.benchmarks.postingprocess import main;"
    " main(sys.argv[1], *map(int, sys.argv[2:]))"
)


def main(database: str, article: int, place: int, threads: int, posts: int) -> None:
    """Print a line when ready, wait for a line, print as JSON what the writers were told."""
    connections.settings[DEFAULT_DB_ALIAS]["NAME"] = database
    numbers = range(place * 1_000_000, place * 1_000_000 + posts)
    found: dict[str, list[Any]] = {"told": [], "failures": []}
    print("ready", flush=True)
    sys.stdin.readline()
    with ThreadPoolExecutor(threads) as pool:
        for told, failure in pool.map(lambda number: _post(article, number), numbers):
            found["told" if told else "failures"].append(told or failure)
    print(json.dumps(found), flush=True)


def _post(article: int, number: int) -> tuple[int, str]:
    """Post one comment; return its id, or 0 and what the database said."""
    comment = Comment(
        article_id=article,
        name=f"Bạn đọc {number}",
        body=Writer(number).paragraph(2),
        client_uuid=uuid.uuid4(),
    )
    # Each from a network of its own: nobody floods.
    address = f"2001:db8:{number % 65_536:x}:{number // 65_536:x}::1"
    try:
        return post(comment, address=address, taken=timedelta(minutes=1)).pk, ""
    except DatabaseError as error:
        return 0, str(error)
