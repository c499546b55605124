"""Fill an empty installation with the demonstration paper.

What it says lies in ``content/``: the paper, its articles with their comments, its photos'
captions. Pictures are drawn by ``drawing``. Each part is made once: a second run finds it there.
"""

from __future__ import annotations

import io
import random
import tomllib
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import django
from django.db import transaction
from django.utils import timezone

from articles import publishing, renditions, revisions, workflow
from articles.content import Content, PhotoUse
from articles.models import Article, Author, Photo, Publication, Section, Series, StyleRule
from articles.rules import Action
from articles.vietnamese.dates import TIME_ZONE
from comments.models import ListedWord
from newsroom import roles
from newsroom.demo import bodies, drawing
from newsroom.demo.comments import add_comments, stir
from newsroom.demo.desk import set_to_work
from newsroom.demo.fronts import arrange
from newsroom.demo.reads import add_reads
from newsroom.models import User

CONTENT = Path(__file__).parent / "content"


@dataclass
class Paper:
    """What later steps need of the earlier ones: rows by the names that the content uses."""

    publication: Publication
    now: datetime
    sections: dict[str, Section] = field(default_factory=dict)
    authors: dict[str, Author] = field(default_factory=dict)
    staff: dict[str, User] = field(default_factory=dict)
    photos: dict[str, Photo] = field(default_factory=dict)


def exists() -> bool:
    """Say whether this installation has content; it then is left alone."""
    return Publication.objects.exists()


def article_entries() -> list[dict[str, Any]]:
    """Return the demonstration's articles as ``content/articles/*.toml`` hold them."""
    files = sorted((CONTENT / "articles").glob("*.toml"))
    entries = [entry for file in files for entry in tomllib.loads(file.read_text())["article"]]
    # What names others as related is made when those are there.
    return sorted(entries, key=lambda entry: bool(entry.get("related")))


@transaction.atomic
def build(*, password: str) -> Iterator[str]:
    """Make the whole paper, all or nothing; yield a word on each step as it begins.

    ``password`` is the sign-in of every member of staff.
    """
    settings = tomllib.loads((CONTENT / "paper.toml").read_text())
    entries = article_entries()
    # A fixed seed: two demonstrations of one day are alike.
    chance = random.Random(1926)
    yield "sections, staff"
    paper = Paper(Publication.objects.create(**settings["publication"]), timezone.now())
    _make_sections(paper, settings["section"])
    _make_staff(paper, settings, password)
    StyleRule.objects.bulk_create(StyleRule(**rule) for rule in settings["style_rule"])
    yield "photos"
    _make_photos(paper, {key for entry in entries for key in bodies.keys_of(entry)})
    yield "articles"
    made = [(_make_article(paper, entry), entry) for entry in entries]
    yield "the desk"
    set_to_work(paper, CONTENT / "desk.toml")
    _give_addresses(paper)
    yield "fronts"
    arrange(paper, CONTENT / "fronts.toml")
    yield "readers"
    add_reads(paper)
    yield "comments"
    for word in settings["listed_word"]:
        ListedWord.objects.create(**word)
    moderator = paper.staff[roles.MODERATOR]
    for article, entry in made:
        add_comments(article, entry.get("comments", ()), moderator, paper.now, chance)
    stir(moderator)


def _make_sections(paper: Paper, entries: list[dict[str, Any]]) -> None:
    for position, entry in enumerate(entries):
        children = entry.pop("children", ())
        top = Section.objects.create(publication=paper.publication, position=position, **entry)
        paper.sections[top.slug] = top
        for number, child in enumerate(children):
            paper.sections[f"{top.slug}/{child['slug']}"] = Section.objects.create(
                publication=paper.publication, parent=top, position=number, **child
            )


def _make_staff(paper: Paper, settings: dict[str, Any], password: str) -> None:
    for name, description in settings["authors"].items():
        paper.authors[name] = Author.objects.create(name=name, description=description)
    for entry in settings["staff"]:
        user = User.objects.create_user(
            entry["username"],
            None,
            password,
            first_name=entry["first_name"],
            last_name=entry["last_name"],
            is_staff=True,
        )
        user.groups.add(roles.group_for(entry["role"]))
        paper.staff[entry["role"]] = user
        for name in entry["authors"]:
            paper.authors[name].user = user
            paper.authors[name].save()


def _give_addresses(paper: Paper) -> None:
    """Give people their e-mail addresses last: what happened until now is not told by mail."""
    for user in paper.staff.values():
        user.email = f"{user.username}@baotangiang.example"
        user.save(update_fields=["email"])


def draw_photo(key: str) -> tuple[bytes, renditions.Prepared]:
    """Draw one picture and develop it; runs in a process of its own, without a database."""
    buffer = io.BytesIO()
    drawing.draw(key).save(buffer, "JPEG", quality=92)
    return buffer.getvalue(), renditions.develop(buffer, complete=True, is_ours=True)


def _make_photos(paper: Paper, keys: set[str]) -> None:
    captions = tomllib.loads((CONTENT / "photos.toml").read_text())
    ordered = sorted(keys)
    with ProcessPoolExecutor(mp_context=get_context("spawn"), initializer=django.setup) as pool:
        for key, (data, prepared) in zip(ordered, pool.map(draw_photo, ordered), strict=True):
            entry = captions[key]
            photo = Photo(
                **{name: entry[name] for name in ("caption", "alt", "credit", "place")},
                focus_x=entry["focus"][0],
                focus_y=entry["focus"][1],
                uploaded_by=paper.staff[roles.REPORTER],
            )
            renditions.store(photo, prepared, io.BytesIO(data))
            photo.save()
            paper.photos[key] = photo


def _moment(paper: Paper, entry: dict[str, Any]) -> datetime:
    """Return when the article came out: so many days ago, at its time, never in the future."""
    day = paper.now.astimezone(TIME_ZONE).date() - timedelta(days=entry["days_ago"])
    moment = datetime.combine(day, time.fromisoformat(entry["time"]), TIME_ZONE)
    if moment > paper.now:
        # "Today at 18:30" on a morning: it came out a while ago instead.
        moment = paper.now - timedelta(minutes=20 + hash_minutes(entry["title"]))
    return moment


def hash_minutes(text: str) -> int:
    """Return a number from 0 to 239 that depends on ``text`` alone."""
    return sum(text.encode()) % 240


def _filled(text: str, moment: datetime) -> str:
    """Return ``text`` with the dates that its ``{ngay}`` and the like stand for."""
    eve = moment.astimezone(TIME_ZONE) - timedelta(days=1)
    dates = {
        "ngay": f"{eve.day}-{eve.month}-{eve.year}",
        "thang": str(eve.month),
        "nam_truoc": str(eve.year - 1),
        "nam": str(eve.year),
    }
    for name, value in dates.items():
        text = text.replace(f"{{{name}}}", value)
    return text


def _content(paper: Paper, entry: dict[str, Any], moment: datetime) -> Content:
    def text(name: str) -> str:
        return _filled(entry.get(name, ""), moment)

    return Content(
        title=text("title"),
        kicker=text("kicker"),
        dateline=text("dateline"),
        lead=text("lead"),
        byline_note=entry.get("byline_note", ""),
        source=entry.get("source", ""),
        kind=entry.get("kind", "text"),
        language=entry.get("language", "vi"),
        series=_series_of(entry),
        related=tuple(
            Article.objects.get(title__startswith=title).pk for title in entry.get("related", ())
        ),
        body=bodies.body_of(entry, paper.photos, lambda text: _filled(text, moment)),
        section=paper.sections[entry["section"]].pk,
        authors=tuple(paper.authors[name].pk for name in entry["authors"]),
        photos=tuple(
            PhotoUse(
                photo=paper.photos[use["key"]].pk,
                caption=_filled(use["caption"], moment),
                alt=use["alt"],
                placement="body" if position else "lead",
            )
            for position, use in enumerate(entry.get("photos", ()))
        ),
        tags=tuple(entry.get("tags", ())),
    )


def _series_of(entry: dict[str, Any]) -> int | None:
    """Return the id of the series that the article is a part of; its first part makes it."""
    if "series" not in entry:
        return None
    return Series.objects.get_or_create(name=entry["series"])[0].pk


def _make_article(paper: Paper, entry: dict[str, Any]) -> Article:
    moment = _moment(paper, entry)
    reporter = paper.staff[roles.REPORTER]
    writer = paper.authors[entry["authors"][0]].user or reporter
    article = Article(created_by=writer)
    revisions.save(article, _content(paper, entry, moment), by=writer)
    state = entry.get("state", "published")
    chief, editor = paper.staff[roles.CHIEF], paper.staff[roles.EDITOR]
    if state in ("published", "withdrawn"):
        publishing.publish(article, by=chief, at=moment)
    if state == "scheduled":
        publishing.publish(article, by=chief, at=paper.now + timedelta(hours=6))
    if state in ("submitted", "returned"):
        workflow.move(article, Action.SUBMIT, by=writer)
    if state == "returned":
        reason = "Bổ sung ý kiến của địa phương và số liệu mới nhất."
        workflow.move(article, Action.RETURN, by=editor, reason=reason)
    if state == "withdrawn":
        reason = "Bài được gỡ để kiểm tra lại thông tin theo phản ánh của bạn đọc."
        notice = "Tòa soạn gỡ bài này để kiểm tra lại thông tin và sẽ trả lời bạn đọc."
        workflow.move(article, Action.WITHDRAW, by=chief, reason=reason, notice=notice)
    return article
