"""The house style: words that the paper does not print, or not without thought.

Case, spacing and the place of tone marks do not matter, accents do: "hoà" and "Hòa" are one word,
"hoa" is another. Every rule is one pattern without nested repetition, so looking for it takes
time linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from articles.models import StyleRule
from articles.vietnamese.text import clean, match_key, normalise_tone

MIN_LETTERS = 2


@dataclass(frozen=True)
class Hit:
    """A rule that a text breaks, and how the text has it."""

    rule: StyleRule
    found: str


def rules_in_force() -> list[StyleRule]:
    return list(StyleRule.objects.filter(is_active=True))


def find(text: str, rules: Iterable[StyleRule]) -> list[Hit]:
    """Return one hit for each of ``rules`` that ``text`` breaks, in the order of the rules."""
    cleaned = clean(text)
    # As long as the cleaned text, letter for letter: spans hold in both.
    compared = normalise_tone(cleaned).lower()
    if len(compared) != len(cleaned):
        compared = normalise_tone(cleaned)
    hits = []
    for rule in rules:
        if match := pattern_of(rule.pattern).search(compared):
            hits.append(Hit(rule, cleaned[match.start() : match.end()]))
    return hits


def pattern_of(words: str) -> re.Pattern[str]:
    """Return the expression that finds ``words`` in text of ``match_key``'s kind."""
    parts = [re.escape(word).replace(r"\*", r"\w*") for word in match_key(words).split()]
    return re.compile(r"(?<!\w)" + r"\s+".join(parts) + r"(?!\w)", re.IGNORECASE)


def is_usable(words: str) -> bool:
    """Say whether a pattern names something: two letters at least, besides asterisks."""
    return sum(character.isalnum() for character in words) >= MIN_LETTERS
