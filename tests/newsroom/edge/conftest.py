"""One nginx for all tests of a process; each test finds it without pages."""

import pytest

from tests.newsroom.edge.running import NGINX, Edge


@pytest.fixture(scope="session")
def running_edge(tmp_path_factory):
    if NGINX is None:
        pytest.skip("needs nginx")
    edge = Edge(tmp_path_factory.mktemp("edge"))
    edge.begin()
    yield edge
    edge.end()


@pytest.fixture
def edge(running_edge):
    running_edge.clear()
    return running_edge
