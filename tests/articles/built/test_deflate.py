"""Pieces that are compressed once make pages that nobody compresses again."""

import gzip
import zlib

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from articles.built.deflate import PageOfPieces, Piece, pack, unpack
from articles.models import BuiltPart
from newsroom.compression import TextGZipMiddleware
from tests.factories import ArticleFactory

TEXTS = ["<h1>Lũ về</h1>", "", "ẦẤẨẪẬ" * 5000, "\x1d\x00", "a"]


def sent(response, accepted):
    request = RequestFactory().get("/", headers={"accept-encoding": accepted})
    return TextGZipMiddleware(lambda _request: response)(request)


@pytest.mark.parametrize("texts", [[], [""], ["a"], TEXTS, TEXTS[::-1]], ids=len)
def test_pieces_make_one_gzip_file(texts):
    response = PageOfPieces([Piece.of(text) for text in texts])

    assert response.content == "".join(texts).encode()
    assert gzip.decompress(response.gzipped()) == response.content
    # One file and nothing behind it: browsers read no further than its end.
    decoder = zlib.decompressobj(16 + zlib.MAX_WBITS)
    assert decoder.decompress(response.gzipped()) == response.content
    assert decoder.eof
    assert decoder.unused_data == b""


@pytest.mark.parametrize("texts", [[], [""], TEXTS])
def test_what_is_packed_comes_out_again(texts):
    pieces = [Piece.of(text) for text in texts]

    assert unpack(pack(pieces)) == pieces
    assert [piece.plain.decode() for piece in unpack(pack(pieces))] == texts


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [("gzip, br", "gzip"), ("*", "gzip"), ("gzip;q=0", None), ("br", None), ("", None)],
)
def test_a_page_goes_out_as_readers_take_it(accepted, encoding):
    response = sent(PageOfPieces([Piece.of("Lũ về. " * 100)]), accepted)

    assert response.headers.get("Content-Encoding") == encoding
    body = gzip.decompress(response.content) if encoding else response.content
    assert body.decode() == "Lũ về. " * 100
    assert response.headers["Vary"] == "Accept-Encoding"
    assert response.headers.get("Content-Length", str(len(response.content))) == str(
        len(response.content)
    )


def test_what_was_put_in_a_pages_place_is_sent():
    response = PageOfPieces([Piece.of("Cũ. " * 100)])
    response.content = "Mới. " * 100

    assert gzip.decompress(sent(response, "gzip").content).decode() == "Mới. " * 100


@pytest.mark.django_db
def test_a_readers_page_of_parts_is_the_same_compressed(built):
    path = ArticleFactory(public=True).get_absolute_url()
    built.get(path)
    plain = built.get(path)
    compressed = built.get(path, headers={"accept-encoding": "gzip"})

    assert type(plain) is PageOfPieces is not HttpResponse
    assert gzip.decompress(compressed.content) == plain.content
    assert BuiltPart.objects.count() == 3
