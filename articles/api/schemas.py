"""What the API's answers hold; the OpenAPI document is made of these.

A member with a default is left out where it was not asked for.
"""

from __future__ import annotations

from typing import Literal

from ninja import Schema
from pydantic import Field

from articles.api.problems import LEFT_OUT
from articles.models.article import Kind

KINDS = Literal["text", "photos"]
assert set(Kind.values) == {"text", "photos"}  # noqa: S101  (the literal above repeats them)


class Named(Schema):
    """An author or a keyword."""

    name: str
    slug: str
    url: str


class SectionRef(Schema):
    name: str
    path: str = Field(description="What the parameter `section` takes.")
    url: str


class SeriesRef(Schema):
    name: str
    slug: str


class Rendition(Schema):
    url: str
    width: int
    type: str = Field(description="The media type.")


class Picture(Schema):
    """A photo as this article uses it."""

    url: str = Field(description="The largest JPEG.")
    width: int
    height: int
    caption: str
    alt: str
    credit: str
    rights: str
    renditions: list[Rendition]


class CorrectionNote(Schema):
    kind: str
    label: str = Field(description="The kind as readers see it.")
    text: str
    published_at: str = Field(json_schema_extra={"format": "date-time"})


class ArticleSchema(Schema):
    id: int
    url: str = LEFT_OUT
    title: str = LEFT_OUT
    kicker: str = LEFT_OUT
    lead: str = LEFT_OUT
    dateline: str = LEFT_OUT
    language: str = Field(LEFT_OUT, description="BCP 47.")
    kind: KINDS = LEFT_OUT
    section: SectionRef | None = None
    series: SeriesRef | None = None
    authors: list[Named] = LEFT_OUT
    byline_note: str = LEFT_OUT
    source: str = Field(LEFT_OUT, description="The agency that the text came from.")
    keywords: list[Named] = LEFT_OUT
    published_at: str = Field(LEFT_OUT, json_schema_extra={"format": "date-time"})
    updated_at: str = Field(LEFT_OUT, json_schema_extra={"format": "date-time"})
    word_count: int = LEFT_OUT
    photo: Picture | None = Field(LEFT_OUT, description="The lead photo.")
    photos: list[Picture] = Field(LEFT_OUT, description="All photos, in the order of the page.")
    corrections: list[CorrectionNote] = Field(LEFT_OUT, description="Newest first.")
    body_html: str = Field(LEFT_OUT, description="Paragraphs, subheadings, lists, tables, figures.")
    body_text: str = Field(LEFT_OUT, description="The body's words, a line for each block.")


class ArticleList(Schema):
    items: list[ArticleSchema]
    next: str | None = Field(description="The address of the next page.")


class WithdrawnArticle(Schema):
    """Nothing of it but its names: what it was is not public any more."""

    id: int
    uri: str = Field(description="Its name in feeds and as ninjs.")
    withdrawn_at: str = Field(json_schema_extra={"format": "date-time"})


class WithdrawnList(Schema):
    items: list[WithdrawnArticle]
    next: str | None


class SectionSchema(SectionRef):
    description: str
    children: list[SectionRef]


class SectionList(Schema):
    items: list[SectionSchema]


class AuthorSchema(Named):
    description: str


class AuthorList(Schema):
    items: list[AuthorSchema]
    next: str | None


class KeywordList(Schema):
    items: list[Named]
    next: str | None


class CorrectedArticle(Schema):
    id: int
    title: str
    url: str


class CorrectionSchema(CorrectionNote):
    url: str = Field(description="The correction's place on the article's page.")
    article: CorrectedArticle


class CorrectionList(Schema):
    items: list[CorrectionSchema]
    next: str | None


class PaperSchema(Schema):
    name: str
    tagline: str
    url: str
    language: str
    dateline: str
    governing_body: str
    licence: str
    editor_in_chief: str
    address: str
    phone: str
    email: str
    feed: str
    sitemap: str
