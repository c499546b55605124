"""The demonstration's home page as its editors arranged it, and a breaking line.

``content/fronts.toml`` says what; articles are named by the beginning of their headline.
"""

from __future__ import annotations

import tomllib
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from articles import breaking, frontversions
from articles.arrangement import Arrangement, Placement, Slot
from articles.models import Article
from articles.vietnamese.dates import TIME_ZONE
from newsroom import roles

if TYPE_CHECKING:
    from newsroom.demo.build import Paper

WORDS = ("title", "kicker", "lead")


def arrange(paper: Paper, file: Path) -> None:
    """Arrange the home page in two versions, and put out the breaking line."""
    content = tomllib.loads(file.read_text())
    placed = [_placed(paper, entry) for entry in content["placement"]]
    by = paper.staff[roles.SECRETARY]
    # First the lead alone, then all of it: there is a history to look at, and something to undo.
    for base, slots in enumerate((placed[:1], placed)):
        arrangement = Arrangement.of({slot.name: slot for slot in slots})
        frontversions.save(None, arrangement, by=by, base=base)
    line = content["breaking"]
    lasting = timedelta(hours=line["hours"])
    news = breaking.with_article(_article(line), line["text"], lasting=lasting)
    breaking.save(news, by=by)


def _article(entry: dict[str, Any]) -> Article:
    return Article.objects.get(title__startswith=entry["article"])


def _placed(paper: Paper, entry: dict[str, Any]) -> Slot:
    facts = {name: entry[name] for name in WORDS if name in entry} | _window(paper, entry)
    return Slot(entry["slot"], (Placement(article=_article(entry).pk, **facts),))


def _window(paper: Paper, entry: dict[str, Any]) -> dict[str, Any]:
    """Return the times of tomorrow that an entry names."""
    tomorrow = paper.now.astimezone(TIME_ZONE).date() + timedelta(days=1)
    return {
        f"{name}_at": datetime.combine(tomorrow, time.fromisoformat(entry[name]), TIME_ZONE)
        for name in ("starts", "ends")
        if name in entry
    }
