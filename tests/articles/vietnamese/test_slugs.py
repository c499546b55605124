import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.vietnamese.slugs import slugify
from tests.articles.vietnamese.samples import QUICK, given_form, rows, vietnamese


@pytest.mark.parametrize("row", rows("slug"))
def test_slug_shared_case(row):
    assert slugify(given_form(row)) == row["out"]


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Ðồng Khởi", "dong-khoi"),
        ("  Ưu đãi: “Mẹ & bé”  ", "uu-dai-me-be"),
        ("Giá xăng tăng 1.500 đồng", "gia-xang-tang-1-500-dong"),
        ("A &amp; B", "a-amp-b"),
        ("!!!", ""),
        ("", ""),
    ],
)
def test_slug_own_case(title, slug):
    assert slugify(title) == slug


@pytest.mark.parametrize(
    ("length", "slug"), [(11, "so-ket-tinh"), (10, "so-ket"), (6, "so-ket"), (1, "s")]
)
def test_slug_is_cut_between_words(length, slug):
    assert slugify("Sơ kết tình hình", max_length=length) == slug


def test_slug_refuses_no_length():
    with pytest.raises(ValueError, match="positive"):
        slugify("a", max_length=0)


@QUICK
@given(st.text() | vietnamese, st.integers(1, 60))
def test_slug_has_its_alphabet_and_length(title, length):
    slug = slugify(title, max_length=length)
    assert len(slug) <= length
    assert re.fullmatch(r"(?:[a-z0-9]+(?:-[a-z0-9]+)*)?", slug)
    assert slugify(slug, max_length=length) == slug
