import pytest

from articles import housestyle
from articles.models import StyleRule


def found(pattern, text):
    return [hit.found for hit in housestyle.find(text, [StyleRule(pattern=pattern)])]


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        ("hòa", "Nhà hoà bình", "hoà"),
        ("Hoà Bình", "tỉnh HÒA  BÌNH cũ", "HÒA  BÌNH"),
        ("vô cùng", "Bà con vô\ncùng phấn khởi", "vô\ncùng"),
        ("khủng*", "giá khủngkhiếp quá", "khủngkhiếp"),
        ("đẳng cấp", "Ðẳng cấp là đây", "Đẳng cấp"),
        ("C++", "học C++ ở quê", "C++"),
    ],
)
def test_a_rule_finds_its_words(pattern, text, expected):
    assert found(pattern, text) == [expected]


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("hoa", "Hòa bình"),
        ("hòa", "hoàn thành"),
        ("an", "Bàn việc lan tỏa"),
        ("a.b", "axb"),
    ],
)
def test_a_rule_keeps_to_whole_words_and_accents(pattern, text):
    assert found(pattern, text) == []


def test_decomposed_text_is_the_same_text():
    assert found("nguyễn", "Nguye\u0302\u0303n Văn An") == ["Nguyễn"]


def test_a_pattern_of_many_asterisks_does_not_run_away():
    """It would not come back if the work grew with a power of the text's length."""
    assert found("a* a* a* a* a* a* a* a* b", "a " * 100_000) == []


@pytest.mark.parametrize("pattern", ["", "*", "* *", "a", "…!"])
def test_a_pattern_that_names_nothing_is_not_usable(pattern):
    assert not housestyle.is_usable(pattern)
