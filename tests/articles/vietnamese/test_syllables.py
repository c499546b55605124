import pytest

from articles.vietnamese.letters import TONE_OF, VOWELS
from articles.vietnamese.syllables import is_syllable, spell
from tests.articles.vietnamese.samples import SYLLABLES


@pytest.mark.parametrize("token", SYLLABLES)
def test_is_syllable_knows_real_words(token):
    assert is_syllable(token)
    assert is_syllable(token.upper())


@pytest.mark.parametrize("token", ["hoà", "Hòa", "quý", "quỳnh", "gì", "giếng", "yên", "khuya"])
def test_is_syllable_takes_either_tone_place(token):
    assert is_syllable(token)


@pytest.mark.parametrize(
    "token",
    ["", "est", "café", "Beán", "ke\u0301", "hóà", "cát1", "BÕn", "cat", "hòan", "kan", "đ", "ngế"],
)
def test_is_syllable_refuses_what_no_one_writes(token):
    assert not is_syllable(token)


@pytest.mark.parametrize(
    ("toneless", "tone", "spelt"),
    [
        ("nguyên", 3, "nguyễn"),
        ("uy", 2, "ủy"),
        ("quy", 4, "quý"),
        ("gia", 1, "già"),
        ("hoan", 1, "hoàn"),
        ("đương", 1, "đường"),
        ("khuyu", 2, "khuỷu"),
        ("mưa", 4, "mứa"),
        ("sat", 1, None),
        ("xyz", 0, None),
    ],
)
def test_spell_puts_the_tone_where_the_new_style_does(toneless, tone, spelt):
    assert spell(toneless, tone) == spelt


def test_letters_are_the_whole_alphabet_of_vowels():
    assert len(TONE_OF) == 2 * 12 * 6
    assert TONE_OF["ậ"] == ("â", 5)
    assert len(VOWELS) == 12
