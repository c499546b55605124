"""Addresses made of Vietnamese titles."""

from slugify import slugify as _slugify

from articles.vietnamese.text import clean


def slugify(text: str, *, max_length: int = 120) -> str:
    """Return ``text`` as words of ``[a-z0-9]`` joined by single hyphens.

    At most ``max_length`` characters, cut between words where there is more than
    one; a single longer word is cut short. May be empty, when nothing in the text
    has a Latin spelling. Titles are plain text: ``&amp;`` is not an entity here.

    Raises:
        ValueError: ``max_length`` is not positive.
    """
    if max_length <= 0:
        raise ValueError("max_length must be positive")
    # The library joins "92,48" to "9248", which is another number.
    return _slugify(
        clean(text).replace(",", " "),
        entities=False,
        decimal=False,
        hexadecimal=False,
        max_length=max_length,
        word_boundary=True,
        save_order=True,
    )
