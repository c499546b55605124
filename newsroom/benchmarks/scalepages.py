"""Every page that lists something: readers', machines' and the newsroom's."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final
from urllib.parse import urlencode

from django.test import Client
from django.urls import reverse

from articles.models import Article
from articles.querysets import cursor_of
from comments.cursors import Cursor
from comments.models import Comment
from comments.orders import Order
from newsroom.benchmarks import desks
from newsroom.benchmarks.archivecomments import DiscussedArchive
from newsroom.benchmarks.searchpages import lists, searches
from newsroom.models import User

Page = Callable[[], object]

#: The newsroom's other lists, by the name of their address, and who opens them.
_LISTS: Final = {
    "photos": "articles_photo_changelist",
    "photos-of-dialog": "articles_photo_find",
    "authors": "articles_author_changelist",
    "keywords": "articles_tag_changelist",
    "series": "articles_series_changelist",
    "corrections": "articles_correction_changelist",
    "comments": "comments_comment_desk",
    "comments-all": "comments_comment_changelist",
    "figures": "comments_comment_figures",
    "writers": "comments_writer_changelist",
}


def pages(archive: DiscussedArchive) -> dict[str, Page]:
    """Return what asks for each page, by name."""
    found = {f"search-{name}": page for name, page in searches(archive).items()}
    found |= {**lists(archive), **_older(archive), **_discussed(archive)}
    return found | {f"desk-{name}": page for name, page in _desks(archive).items()}


def _older(archive: DiscussedArchive) -> dict[str, Page]:
    """Return pages in the middle of lists, where they are."""
    middle = Article.objects.public().filter(pk__gte=archive.article.pk + archive.size // 3)
    one = middle.select_related("top_section").order_by("pk")[0]
    asked = f"?truoc={cursor_of(one)}"
    return {
        f"{name}-older": _get(f"{subject.get_absolute_url()}{asked}")
        for name, subject in (
            ("section", one.top_section or archive.sections[1]),
            ("author", archive.author),
            ("keyword", archive.tag),
        )
    }


def _discussed(archive: DiscussedArchive) -> dict[str, Page]:
    """Return the pages that comments are on."""
    of_article = reverse("comments:page", args=[archive.article.pk])
    middle = Cursor.of_comment(Comment.objects.roots(archive.article)[20])
    addresses = {
        "comments": of_article,
        "comments-interest": f"{of_article}?xem={Order.INTEREST}",
        "comments-picks": f"{of_article}?xem={Order.PICKS}",
        "comments-older": f"{of_article}?sau={middle}",
        "comments-thread": archive.thread.get_absolute_url().partition("#")[0],
        "comments-writer": reverse("comments:writer", args=[archive.reader.public_id]),
        "comments-feed": reverse("comments:feed", args=[archive.article.pk]),
    }
    return {name: _get(address) for name, address in addresses.items()}


def _desks(archive: DiscussedArchive) -> dict[str, Page]:
    chief = archive.chief
    chief.is_superuser = True
    chief.save()
    addresses = {name: (chief, reverse(f"admin:{address}")) for name, address in _LISTS.items()}
    photos, every = (addresses[name][1] for name in ("photos", "comments-all"))
    addresses |= {
        "photos-found": (chief, f"{photos}?{urlencode({'q': 'Ảnh 7'})}"),
        "comments-found": (chief, f"{every}?{urlencode({'q': 'nông thôn'})}"),
        **desks._pages(archive),
    }
    return {name: _get(address, user) for name, (user, address) in addresses.items()}


def _get(address: str, user: User | None = None) -> Page:
    client = Client()
    if user is not None:
        client.force_login(user)

    def page() -> None:
        response = client.get(address)
        if response.status_code != 200:
            raise RuntimeError(f"{address} answered {response.status_code}")

    return page
