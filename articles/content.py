"""What an article says at one moment, apart from its times: the content of a revision."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, replace
from typing import Any

from articles.body import photos as body_photos
from articles.languages import known
from articles.richtext import clean_body
from articles.vietnamese.text import clean_line, match_key

SCALARS = (
    *("kind", "language", "kicker", "title", "dateline", "lead", "body"),
    *("byline_note", "source"),
)
KINDS = ("text", "photos")
CAPTION_LENGTH, ALT_LENGTH = 500, 300


@dataclass(frozen=True)
class PhotoUse:
    """One photo in an article: ``photo`` is its id, the texts are this use's own."""

    photo: int
    caption: str = ""
    alt: str = ""
    placement: str = "body"


@dataclass(frozen=True)
class Content:
    """Everything that readers will see of an article, apart from its times.

    ``section``, ``series``, ``authors`` and ``related`` (articles put below this one by hand) are
    ids, ``body`` is HTML, ``language`` a BCP 47 tag, ``tags`` are keywords as written.
    ``photos`` are those above the text: the lead photo and further ones. Photos in the text stand
    in the body; ``uses`` returns both.
    """

    kind: str = "text"
    language: str = "vi"
    title: str = ""
    kicker: str = ""
    dateline: str = ""
    lead: str = ""
    body: str = ""
    byline_note: str = ""
    source: str = ""
    section: int | None = None
    authors: tuple[int, ...] = ()
    photos: tuple[PhotoUse, ...] = ()
    tags: tuple[str, ...] = field(default=())
    series: int | None = None
    related: tuple[int, ...] = ()

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Content:
        """Read what ``to_json`` wrote; unknown keys are an error, missing ones are empty."""
        lists = {
            "authors": tuple(data.get("authors", ())),
            "photos": tuple(PhotoUse(**use) for use in data.get("photos", ())),
            "tags": tuple(data.get("tags", ())),
            "related": tuple(data.get("related", ())),
        }
        return cls(**{**data, **lists})

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    def uses(self) -> tuple[PhotoUse, ...]:
        """Return the first use of each photo: those above the text, then those in it."""
        above = {use.photo for use in self.photos}
        inside = body_photos.first_uses(body_photos.photos_in(self.body))
        return (
            *self.photos,
            *(
                PhotoUse(use.photo, use.caption[:CAPTION_LENGTH], use.alt[:ALT_LENGTH], "text")
                for use in inside
                if use.photo not in above
            ),
        )

    def cleaned(self) -> Content:
        """Return it with repaired Unicode and a harmless body.

        Raises:
            UnacceptableBody: the body is too large or too deeply nested.
        """
        lines: dict[str, Any] = {
            name: clean_line(getattr(self, name)) for name in SCALARS if name != "body"
        }
        lines["kind"] = self.kind if self.kind in KINDS else KINDS[0]
        lines["language"] = known(self.language)
        return replace(
            self,
            **lines,
            body=clean_body(self.body),
            photos=tuple(
                replace(use, caption=clean_line(use.caption), alt=clean_line(use.alt))
                for use in self.photos
            ),
            tags=_distinct(self.tags),
            related=tuple(dict.fromkeys(self.related)),
        )


def _distinct(names: tuple[str, ...]) -> tuple[str, ...]:
    """Return the keywords without those that repeat one in another case or tone style."""
    lines = [clean_line(name) for name in names]
    return tuple({match_key(line): line for line in reversed(lines) if line}.values())[::-1]
