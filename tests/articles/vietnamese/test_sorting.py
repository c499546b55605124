import random
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.vietnamese.sorting import person_sort_key, sort_key
from tests.articles.vietnamese.samples import QUICK, rows, vietnamese

# In the order of a printed dictionary, worked out by hand: letters of the whole
# entry, then tones ngang huyền hỏi ngã sắc nặng, then small before capital.
BY_HAND = [
    "3 không",
    "a",
    "à",
    "ạ",
    "an",
    "An",
    "án",
    "an toàn",
    "anh",
    "ảnh",
    "ánh",
    "ăn",
    "ẩn",
    "ấn",
    "ca",
    "cá",
    "cha",
    "da",
    "dương",
    "đa",
    "đá",
    "e",
    "ê",
    "gia",
    "hòa",
    "hóa",
    "hòa bình",
    "nga",
    "nha",
    "o",
    "oanh",
    "ô",
    "ơ",
    "thuở",
    "thuỷ",
    "ư",
    "y tá",
    "ý tạ",
    "z",
    "Я",
]


@pytest.mark.parametrize("row", rows("sort"))
def test_sort_shared_case(row):
    assert sorted(row["in"], key=sort_key) == row["out"]


@pytest.mark.parametrize("row", rows("sort_people_by_given_name"))
def test_person_sort_shared_case(row):
    assert sorted(row["in"], key=person_sort_key) == row["out"]


def test_sort_is_the_order_of_a_dictionary():
    shuffled = random.Random(7).sample(BY_HAND, len(BY_HAND))
    assert sorted(shuffled, key=sort_key) == BY_HAND


@pytest.mark.parametrize(
    ("one", "other"),
    [("hoà", "hòa"), ("“3 không”", "3 không"), ("kinh tế - xã hội", "kinh tế xã  hội")],
)
def test_sort_passes_over_what_does_not_count(one, other):
    assert sort_key(one) == sort_key(other)


def test_sort_key_is_written_as_documented():
    # đ ặ ng: letters d1 a1 n0 g0, end, tones 1 6 (1 1), end, capital at the first.
    assert sort_key("Đặng") == "d1a1n0g0" + "00" + "16" + "0" + "2"


@QUICK
@given(st.text() | vietnamese)
def test_sort_key_is_ascii_and_bounded(text):
    key = sort_key(text)
    assert re.fullmatch(r"[0-9a-z]+", key)
    assert len(key) <= 10 * len(text) + 10
    assert re.fullmatch(r"[0-9a-z]+", person_sort_key(text))


@QUICK
@given(vietnamese, vietnamese)
def test_sort_key_of_a_beginning_comes_first(text, rest):
    assert sort_key(text) < sort_key(f"{text} {rest}")


def test_person_sort_decides_each_part_with_its_tones():
    # An before Ân (letters), Anh before Ánh (tone of the given name) whatever the family.
    people = ["Trần Văn An", "Vũ Anh", "Bùi Ánh", "Lê Ân", "An", "Trần An", "Trần Thị An"]
    people.reverse()
    assert sorted(people, key=person_sort_key) == [
        "An",
        "Trần An",
        "Trần Thị An",
        "Trần Văn An",
        "Vũ Anh",
        "Bùi Ánh",
        "Lê Ân",
    ]


def test_person_sort_ignores_case_and_takes_nothing():
    assert person_sort_key("LÊ VĂN AN") == person_sort_key("Lê Văn An")
    assert person_sort_key("  ") == sort_key("")
