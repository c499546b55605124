"""The API's addresses."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from ninja import NinjaAPI, Query, Schema
from ninja.errors import ValidationError

from articles import withdrawals
from articles.api import listing, ninjs, registers, schemas
from articles.api.answers import answer
from articles.api.fields import FIELDS, load, read_fields, shown
from articles.api.parameters import (
    ArticleFilter,
    Cursor,
    OneArticle,
    Paging,
    WithdrawnFilter,
    following,
    refuse_unknown,
)
from articles.api.problems import Problem, ProblemSchema, problem_response
from articles.models import Article, Publication

VERSION = "1.0.0"
api = NinjaAPI(
    title="The paper",
    version=VERSION,
    description="Everything that readers may open, for programs. Read-only; no key is needed.",
    urls_namespace="api",
    openapi_url=None,
    docs_url=None,
)
WRONG: dict[int, Any] = {422: ProblemSchema}
ABSENT: dict[int, Any] = {404: ProblemSchema, 410: ProblemSchema}


class FromCursor(Schema):
    cursor: Cursor = ""


@api.exception_handler(Problem)
def on_problem(request: HttpRequest, problem: Any) -> HttpResponse:
    return problem_response(problem)


@api.exception_handler(ValidationError)
def on_invalid(request: HttpRequest, error: Any) -> HttpResponse:
    """Say of each parameter what is wrong with it, without repeating what was sent."""
    found = tuple(
        (str(one["loc"][-1]), str(one["msg"]).removeprefix("Value error, ")) for one in error.errors
    )
    return problem_response(Problem("invalid-parameters", errors=found))


@api.get("/articles", response={200: schemas.ArticleList} | WRONG, summary="Articles, newest first")
def articles(request: HttpRequest, asked: Query[ArticleFilter]) -> HttpResponseBase:
    """Filter by any of the parameters; `next` leads on, as does the header `Link`."""
    refuse_unknown(request, ArticleFilter)
    items, cursor = listing.page_of(asked)
    return _list(request, items, cursor)


@api.get(
    "/articles/{int:article_id}",
    response={200: schemas.ArticleSchema} | ABSENT | WRONG,
    summary="One article",
)
def article(request: HttpRequest, article_id: int, asked: Query[OneArticle]) -> HttpResponseBase:
    """All its fields, or those that `fields` names. A withdrawn article is answered with 410."""
    refuse_unknown(request, OneArticle)
    names = read_fields(asked.fields, FIELDS)
    found = load(Article.objects.public(), names).filter(pk=article_id).first()
    if found is None:
        raise _absent(article_id)
    return answer(request, shown(found, names))


@api.get(
    "/articles/{int:article_id}/ninjs",
    response={200: dict[str, Any], 410: dict[str, Any], 404: ProblemSchema} | WRONG,
    summary="One article as IPTC ninjs 2.1",
)
def article_ninjs(request: HttpRequest, article_id: int) -> HttpResponseBase:
    """With its body as HTML and as text, and its photos in every size. Of a withdrawn article the
    answer, with status 410, says `"pubstatus": "canceled"` and nothing else of it."""
    refuse_unknown(request)
    found = load(Article.objects.public(), ninjs.FIELDS, "created_at").filter(pk=article_id).first()
    if found is not None:
        return answer(request, ninjs.item(found, Publication.objects.first()))
    problem = _absent(article_id)
    if problem.code != "withdrawn":
        raise problem
    made = Article.objects.values_list("created_at", flat=True).get(pk=article_id)
    return answer(request, ninjs.canceled(article_id, made), status=410)


@api.get("/withdrawn", response={200: schemas.WithdrawnList} | WRONG, summary="What is withdrawn")
def withdrawn(request: HttpRequest, asked: Query[WithdrawnFilter]) -> HttpResponseBase:
    """For mirrors: what is to be taken down, the earliest withdrawal first. An article that came
    back is not here any more but among the articles."""
    refuse_unknown(request, WithdrawnFilter)
    return _list(request, *listing.withdrawn(asked))


@api.get("/sections", response={200: schemas.SectionList} | WRONG, summary="The tree of sections")
def sections(request: HttpRequest) -> HttpResponseBase:
    """In the paper's order, each with its subsections."""
    refuse_unknown(request)
    return answer(request, {"items": registers.sections()})


@api.get("/authors", response={200: schemas.AuthorList} | WRONG, summary="Authors")
def authors(request: HttpRequest, asked: Query[Paging]) -> HttpResponseBase:
    """Those of public articles, sorted as Vietnamese names are: by the given name."""
    refuse_unknown(request, Paging)
    return _list(request, *registers.authors(asked))


@api.get("/keywords", response={200: schemas.KeywordList} | WRONG, summary="Keywords")
def keywords(request: HttpRequest, asked: Query[Paging]) -> HttpResponseBase:
    """Those of public articles, by their addresses."""
    refuse_unknown(request, Paging)
    return _list(request, *registers.keywords(asked))


@api.get("/corrections", response={200: schemas.CorrectionList} | WRONG, summary="Corrections")
def corrections(request: HttpRequest, asked: Query[FromCursor]) -> HttpResponseBase:
    """What the paper has put right, newest first, twenty at a time."""
    refuse_unknown(request, FromCursor)
    return _list(request, *registers.corrected(asked.cursor))


@api.get("/paper", response={200: schemas.PaperSchema} | WRONG, summary="The paper")
def paper(request: HttpRequest) -> HttpResponseBase:
    """Its name, who answers for it, and where its feeds are."""
    refuse_unknown(request)
    return answer(request, registers.paper())


def _list(request: HttpRequest, items: list[dict[str, Any]], cursor: str) -> HttpResponseBase:
    onward = following(request, cursor)
    return answer(request, {"items": items, "next": onward or None}, following=onward)


def _absent(article_id: int) -> Problem:
    """Return the problem of an article that readers do not have: gone, or never theirs."""
    notice = withdrawals.notice_of(str(article_id)) if article_id < 10**18 else None
    return Problem("not-found") if notice is None else Problem("withdrawn", notice=notice)
