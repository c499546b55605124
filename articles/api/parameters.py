"""What a request may ask for, and how it is read."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Annotated, Any, Final

from django.http import HttpRequest
from ninja import Schema
from pydantic import BeforeValidator, Field

from articles.api.problems import LEFT_OUT, refused
from articles.api.schemas import KINDS
from articles.languages import LANGUAGES
from articles.templatetags.addresses import absolute
from articles.vietnamese.dates import TIME_ZONE

MOST: Final = 100
_SHAPE: Final = re.compile(
    r"(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?)(Z|[+ -]\d{2}:\d{2})?)?",
    re.ASCII,
)
_SLUG: Final = r"^[a-z0-9-]{1,140}$"


def _moment(value: Any) -> datetime:
    """Read a date or a moment; one without a zone is in Vietnam's time."""
    match = _SHAPE.fullmatch(str(value))
    if match is None:
        raise ValueError("Write it as 2026-07-08 or 2026-07-08T06:00:00+07:00.")
    day, clock, zone = match.groups()
    # A plus sign that was not escaped arrives as a space.
    found = datetime.fromisoformat(f"{day}T{clock or '00:00'}{(zone or '').replace(' ', '+')}")
    if not 1900 <= found.year <= 2200:
        raise ValueError("Give a year from 1900 to 2200.")
    return found if found.tzinfo else found.replace(tzinfo=TIME_ZONE)


Moment = Annotated[datetime, BeforeValidator(_moment, json_schema_input_type=str)]
_MOMENT: Final[dict[str, Any]] = {"format": "date-time"}
Slug = Annotated[str, Field(pattern=_SLUG)]
Cursor = Annotated[str, Field(max_length=160)]
Limit = Annotated[int, Field(ge=1, le=MOST, description="How many at the most.")]


class Paging(Schema):
    limit: Limit = 20
    cursor: Cursor = Field(LEFT_OUT, description="From `next` of the page before.")


class OneArticle(Schema):
    fields: str = Field(
        LEFT_OUT,
        max_length=400,
        description="Fields, with commas between; `id` always comes.",
    )


class ArticleFilter(Paging, OneArticle):
    section: str = Field(
        LEFT_OUT,
        pattern=r"^[a-z0-9-]{1,80}(/[a-z0-9-]{1,80})?$",
        description="A section's `path`; of a first-level section with its subsections.",
    )
    author: Slug = Field(LEFT_OUT, description="An author's `slug`.")
    keyword: Slug = Field(LEFT_OUT, description="A keyword's `slug`.")
    language: str = Field(
        LEFT_OUT,
        description="The language that an article is written in, as BCP 47 has it.",
        json_schema_extra={"enum": list(LANGUAGES)},
        pattern=rf"^({'|'.join(LANGUAGES)})$",
    )
    kind: KINDS = Field(LEFT_OUT, description="`text` or `photos`: a photo story.")
    since: Moment = Field(
        LEFT_OUT, json_schema_extra=_MOMENT, description="Published at this moment or later."
    )
    until: Moment = Field(
        LEFT_OUT, json_schema_extra=_MOMENT, description="Published before this moment."
    )
    updated_since: Moment = Field(
        LEFT_OUT,
        json_schema_extra=_MOMENT,
        description="For mirrors: changed at this moment or later, the earliest change first. Go"
        " back a minute from the last that you have: what is being published now is not there yet.",
    )


class WithdrawnFilter(Paging):
    since: Moment = Field(
        LEFT_OUT, json_schema_extra=_MOMENT, description="Withdrawn at this moment or later."
    )


def refuse_unknown(request: HttpRequest, *models: type[Schema]) -> None:
    """Refuse a parameter that no operation here knows: a slip would be passed over in silence.

    Raises:
        Problem: naming it, and those that there are.
    """
    known = [name for model in models for name in model.model_fields]
    for name in request.GET:
        if name not in known:
            there = f"There are: {', '.join(known)}." if known else "There is none."
            raise refused(name[:40], f"No such parameter. {there}")


def following(request: HttpRequest, cursor: str) -> str:
    """Return the address of the list's next page; empty without a cursor."""
    if not cursor:
        return ""
    query = request.GET.copy()
    query["cursor"] = cursor
    return absolute(f"{request.path}?{query.urlencode()}")
