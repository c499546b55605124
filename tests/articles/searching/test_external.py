"""OpenSearch in the place of the database: what it is asked, and what its answers are worth."""

import pytest
from django.db import transaction
from modelsearch.backends import get_search_backend

from articles.models import Article
from articles.searching import external
from articles.searching.finding import Wanted, search
from articles.searching.query import read_query
from articles.searching.statement import TooMuchWork
from newsroom import environment
from tests.factories import ArticleFactory
from tests.reading import hidden_articles

pytestmark = pytest.mark.django_db


class Server:
    """Stands for OpenSearch: keeps what it was asked, and names the articles it is told to."""

    def __init__(self):
        self.bodies = []
        self.answers = []
        self.written = []

    def search(self, body, **kwargs):
        self.bodies.append(body)
        pks = self.answers.pop(0) if self.answers else []
        hits = [{"fields": {"pk": [str(pk)]}, "_score": None} for pk in pks]
        return {"hits": {"hits": hits, "total": {"value": len(hits)}}}


@pytest.fixture
def server(settings, monkeypatch):
    """SEARCH_URL names OpenSearch, and nothing goes over the wire."""
    client = pytest.importorskip("opensearchpy", reason="needs the [opensearch] extra").OpenSearch
    monkeypatch.setenv("SEARCH_URL", "opensearch://search.example:9200")
    settings.MODELSEARCH_BACKENDS = {"default": environment.search()}
    server = Server()
    monkeypatch.setattr(client, "search", lambda self, **kwargs: server.search(**kwargs))
    return server


def ids(query, **wanted):
    return [hit.article.pk for hit in search(Wanted(read_query(query), **wanted)).hits]


def test_configuration_alone_makes_opensearch_answer(server):
    assert type(get_search_backend()).__module__ == "modelsearch.backends.opensearch3"
    assert isinstance(external.finder(), external.External)


def test_it_is_asked_for_tokens_newest_first(server):
    ids("lúa")

    exact, others = server.bodies
    word = {"match": {"search_tokens": {"query": "_lúa", "operator": "and"}}}
    assert exact["query"]["bool"]["must"] == word
    but = {"match": {"search_tokens": {"query": "_lúa", "operator": "and"}}}
    assert others["query"]["bool"]["must"]["bool"]["must"][1] == {"bool": {"must_not": but}}
    assert exact["sort"] == [{"published_at_filter": "desc"}, {"id_filter": "desc"}]
    states = {"terms": {"state_filter": ["published", "scheduled"]}}
    assert states in exact["query"]["bool"]["filter"] or str(states) in str(exact)


def test_what_it_names_is_shown_only_if_it_is_public(server):
    hidden = hidden_articles()
    public = ArticleFactory(public=True, title="Bí mật nhà nông")
    server.answers = [[one.pk for one in hidden] + [public.pk]]

    assert ids("bi mat") == [public.pk]


def test_exact_hits_come_first(server):
    other, exact = (ArticleFactory(public=True, title=title) for title in ("Lụa", "Lúa"))
    server.answers = [[exact.pk], [other.pk]]

    assert ids("lúa") == [exact.pk, other.pk]


def test_documents_hold_the_tokens_and_what_is_filtered(server):
    article = ArticleFactory(public=True, title="Lúa", lead="", body="", authors=[])
    mapping = get_search_backend().mapping_class(Article)

    document = mapping.get_document(article)

    tokens = document["search_tokens"].split()
    assert {"lua", "_lúa", "__tlua", f"__s{article.section_id}"} < set(tokens)
    assert document["state_filter"] == "published"
    assert mapping.get_mapping()["properties"]["search_tokens"]["analyzer"] == "whitespace"
    assert mapping.get_mapping()["properties"]["id_filter"]["type"] == "long"


def test_a_server_that_does_not_answer_is_said_to_be_too_slow(server, client):
    def fail(**kwargs):
        raise ConnectionError

    server.search = fail

    with pytest.raises(TooMuchWork):
        ids("lúa")
    assert client.get("/tim-kiem/?q=lúa").status_code == 503


def test_it_is_told_after_the_commit_and_undoes_nothing_by_failing(
    server, monkeypatch, django_capture_on_commit_callbacks
):
    told = []
    monkeypatch.setattr(external, "tell", told.append)

    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        external.follow([3, 1])
        assert told == []

    assert told == [[1, 3]]


@pytest.mark.parametrize("url", ["http://x:9200", "opensearch://", "x", "opensearch:///index"])
def test_a_wrong_address_stops_the_start(monkeypatch, url):
    monkeypatch.setenv("SEARCH_URL", url)

    with pytest.raises(environment.Misconfigured, match="SEARCH_URL"):
        environment.search()


def test_tls_and_the_database(monkeypatch):
    monkeypatch.setenv("SEARCH_URL", "opensearchs://user:secret@search.example")
    assert environment.search()["URLS"] == ["https://user:secret@search.example"]

    monkeypatch.delenv("SEARCH_URL")
    assert environment.search() == {"BACKEND": "articles.searching.backend"}
