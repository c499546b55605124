"""The languages that an article may be written in, each by its own name."""

from __future__ import annotations

from typing import Final

from django.conf import settings
from django.utils import translation

#: BCP 47 tags. After Vietnamese and English: what Vietnamese papers and stations bring out as well.
LANGUAGES: Final = {
    "vi": "Tiếng Việt",
    "en": "English",
    "km": "ភាសាខ្មែរ (Khmer)",
    "cjm": "Chăm",
    "rad": "Êđê",
    "jra": "Jrai",
    "bdq": "Bahnar",
    "kpm": "K’Ho",
    "hmn": "Hmoob (Mông)",
    "tyz": "Tày",
    "blt": "Thái",
    "lo": "ລາວ",
    "zh": "中文",
    "ja": "日本語",
    "ko": "한국어",
    "fr": "Français",
    "ru": "Русский",
    "es": "Español",
}

# Written without spaces between words, which nobody can count then.
_UNSPACED: Final = frozenset({"ja", "km", "lo", "zh"})


def has_words(language: str) -> bool:
    """Say whether words of ``language`` stand apart, so that counting them says how long it is."""
    return language not in _UNSPACED


def paper_language() -> translation.override:
    """Have the paper's own language spoken: for whatever is stored or sent, whoever makes it.

    The newsroom may be read in another one; what it writes is everybody's.
    """
    return translation.override(settings.LANGUAGE_CODE)


def known(language: str) -> str:
    """Return ``language`` if articles may be written in it, the paper's own otherwise."""
    return language if language in LANGUAGES else settings.LANGUAGE_CODE
