"""Text in XML."""

from articles.vietnamese.text import clean

_NO_XML = dict.fromkeys((0xFFFE, 0xFFFF))


def xml_text(text: str) -> str:
    """Return ``text`` cleaned of every character that XML cannot hold, even escaped."""
    return clean(text).translate(_NO_XML)
