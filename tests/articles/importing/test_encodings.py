"""One text in every encoding that a newsroom has kept: the same parts."""

import unicodedata

import pytest

from articles.importing.files import text_of_bytes
from articles.importing.parts import Kind
from articles.importing.store import key_of
from articles.importing.text import parse
from articles.vietnamese.dates import format_datetime
from tests.articles.importing.texts import text
from tests.articles.vietnamese.legacy import to_tcvn3, to_vni

UNICODE = {
    "UTF-8": lambda source: source.encode(),
    "UTF-8 with BOM": lambda source: source.encode("utf-8-sig"),
    "UTF-16": lambda source: source.encode("utf-16"),
    "UTF-16 BE": lambda source: b"\xfe\xff" + source.encode("utf-16-be"),
    "NFD": lambda source: unicodedata.normalize("NFD", source).encode(),
    "DOS lines": lambda source: source.replace("\n", "\r\n").encode(),
}
LEGACY = {
    "TCVN3": to_tcvn3,
    "TCVN3 saved as UTF-8": lambda source: to_tcvn3(source).decode("latin-1").encode(),
    "VNI": lambda source: to_vni(source).encode("cp1252", "replace"),
    "VNI saved as UTF-8": lambda source: to_vni(source).encode(),
}
ALL = UNICODE | LEGACY
encoded = pytest.mark.parametrize("encode", ALL.values(), ids=ALL.keys())


def parts(article):
    """Everything but the lines left out, in one case: TCVN3 has no capitals with tones."""
    return [(part.kind, part.line.lower()) for part in article.parts if part.kind != Kind.DROP]


@encoded
@pytest.mark.parametrize("name", ["web", "word"])
def test_parse_gives_the_same_parts_in_every_encoding(name, encode):
    source = text(name).replace("›", ">")
    article, expected = parse(text_of_bytes(encode(source))), parse(source)

    assert parts(article) == parts(expected)
    assert article.title == expected.title
    assert article.captions == expected.captions
    # "Chị Út" has lost its capital for good in TCVN3.
    assert [(block.kind, block.text.lower()) for block in article.body] == [
        (block.kind, block.text.lower()) for block in expected.body
    ]
    assert article.authors == expected.authors


@encoded
def test_parse_seed_gives_its_parts_in_every_encoding(seed_file, encode):
    source = seed_file.read_text(encoding="utf-8")
    lines = [line for line in source.splitlines() if line]

    article = parse(text_of_bytes(encode(source)))

    title, time, lead, caption, again, *body, author, _share, _comments = lines
    assert caption == again
    assert article.title == title
    assert format_datetime(article.published_at) == time
    assert f"{article.dateline} - {article.lead}" == lead
    assert [f"{photo.caption} Ảnh: {photo.credit}" for photo in article.captions] == [caption]
    assert [block.text for block in article.body] == body
    assert {block.kind for block in article.body} == {Kind.PARAGRAPH}
    assert article.authors == (author,)


@encoded
def test_key_is_the_same_in_every_encoding(seed_file, encode):
    source = seed_file.read_text(encoding="utf-8")

    assert key_of(text_of_bytes(encode(source))) == key_of(source)
