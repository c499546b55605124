"""What the photos of an article need before readers may have them, above the text and in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.body.photos import BodyPhoto, photos_in
from articles.content import ALT_LENGTH, CAPTION_LENGTH, Content, PhotoUse
from articles.models import Kind, Photo
from articles.problems import Problem

# A story is told by at least one photo in its text; up to two it reads like any other article,
# three have a beginning, a middle and an end.
STORY_PHOTOS: Final = 3

Uses = Sequence[PhotoUse] | Sequence[BodyPhoto]


def photo_problems(content: Content) -> list[Problem]:
    """Return what the photos of ``content`` lack. Runs one query."""
    above, inside = content.photos, photos_in(content.body)
    uses: list[PhotoUse | BodyPhoto] = [*above, *inside]
    ids = {use.photo for use in uses}
    credit_of = dict(Photo.objects.filter(pk__in=ids).values_list("pk", "credit"))
    return [
        *_lacks("captions", above, credit_of),
        *_lacks("body", inside, credit_of),
        *_lengths(inside),
        *_repeated([*_beside_the_text(content), *inside]),
        *_story(content.kind, inside),
    ]


def _lacks(field: str, uses: Uses, credit_of: dict[int, str]) -> Iterator[Problem]:
    texts = _TEXTS[field]
    used = list(dict.fromkeys(use.photo for use in uses))
    lists = (
        [photo for photo in used if photo not in credit_of],
        [photo for photo in used if credit_of.get(photo) == ""],
        [use.photo for use in uses if not use.alt],
    )
    for sentence, photos in zip(texts, lists, strict=True):
        if photos:
            yield Problem(field, sentence(len(photos)) % len(photos), photo=photos[0])


def _lengths(uses: Sequence[BodyPhoto]) -> Iterator[Problem]:
    """Yield a problem for each text in the body that is longer than the pages take."""
    for use in uses:
        if len(use.caption) > CAPTION_LENGTH:
            text = _("A caption in the text has %(number)d characters; %(most)d are allowed.")
            numbers = {"number": len(use.caption), "most": CAPTION_LENGTH}
            yield Problem("body", text % numbers, photo=use.photo)
        if len(use.alt) > ALT_LENGTH:
            text = _(
                "An alternative text in the text has %(number)d characters; %(most)d are allowed."
            )
            numbers = {"number": len(use.alt), "most": ALT_LENGTH}
            yield Problem("body", text % numbers, photo=use.photo)


def _beside_the_text(content: Content) -> list[PhotoUse]:
    """Return the photos above the text that should not be in it as well.

    A photo story's lead photo is its cover: one of its own photos.
    """
    is_story = content.kind == Kind.PHOTOS
    return [use for use in content.photos if not (is_story and use.placement == "lead")]


def _repeated(uses: Sequence[PhotoUse | BodyPhoto]) -> Iterator[Problem]:
    counts = Counter(use.photo for use in uses)
    captions = {use.photo: use.caption for use in reversed(uses)}
    for photo, count in counts.items():
        if count > 1:
            text = _("The photo “%s” stands in the article more than once.")
            name = captions[photo] or f"#{photo}"
            yield Problem("body", text % name, blocks=False, photo=photo)


def _story(kind: str, uses: Sequence[BodyPhoto]) -> Iterator[Problem]:
    number = len({use.photo for use in uses})
    if kind != Kind.PHOTOS or number >= STORY_PHOTOS:
        return
    if not number:
        text = _("A photo story is told by photos in its text: there is none yet.")
        yield Problem("body", text)
    else:
        text = ngettext(
            "A photo story with %(number)d photo in its text is a short one: %(best)d or more tell"
            " a story.",
            "A photo story with %(number)d photos in its text is a short one: %(best)d or more"
            " tell a story.",
            number,
        )
        yield Problem("body", text % {"number": number, "best": STORY_PHOTOS}, blocks=False)


# What is gone, what has no credit, what has no alternative text; by the field.
_TEXTS: Final[dict[str, tuple[Callable[[int], str], ...]]] = {
    "captions": (
        lambda number: ngettext(
            "%d photo is no longer in the library.",
            "%d photos are no longer in the library.",
            number,
        ),
        lambda number: ngettext("%d photo has no credit.", "%d photos have no credit.", number),
        lambda number: ngettext(
            "%d photo has no alternative text.",
            "%d photos have no alternative text.",
            number,
        ),
    ),
    "body": (
        lambda number: ngettext(
            "%d photo in the text is no longer in the library.",
            "%d photos in the text are no longer in the library.",
            number,
        ),
        lambda number: ngettext(
            "%d photo in the text has no credit.",
            "%d photos in the text have no credit.",
            number,
        ),
        lambda number: ngettext(
            "%d photo in the text has no alternative text.",
            "%d photos in the text have no alternative text.",
            number,
        ),
    ),
}
