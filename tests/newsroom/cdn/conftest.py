import pytest

from newsroom.cdn.address import cdn_of
from tests.httpstub import Stub


@pytest.fixture
def stub():
    stub = Stub()
    yield stub
    stub.stop()


@pytest.fixture
def fastly(stub):
    return cdn_of(f"fastly://SU1Z0isxPaozGVKXdv0eY?api={stub.url}", "secret")


@pytest.fixture
def cloudflare(stub):
    stub.answers = [(200, {}, b'{"success": true}')]
    return cdn_of(f"cloudflare://023e105f4ecef8ad9ca31a8372d0c353?api={stub.url}", "secret")


@pytest.fixture
def varnish(stub):
    return cdn_of(f"varnish://127.0.0.1:{stub.port}", "")
