"""What the tests of this package share: the project's case file and text strategies."""

import json
import unicodedata
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st

SHARED = Path(__file__).resolve().parents[3].parent / "shared"
SEED = SHARED / "seed" / "000_0f393dfbf4cbdd12.txt"
_CASES = SHARED / "vietnamese" / "cases.json"

QUICK = settings(max_examples=60, deadline=None)

_SYLLABLES = """
    Đảng ủy Văn phòng tỉnh Bến Tre Nguyễn Trúc Sơn hội nghị quyết thực hiện nhiệm vụ của
    những người được tổ chức hướng dẫn bồi dưỡng đẩy mạnh khuyến khích thuở quý giữ gìn
    nghiệp vườn xoài bưởi khỏe hòa thủy ngoằn ngoèo chuẩn lẫn ỷ lại ở ấp
"""
SYLLABLES = _SYLLABLES.split()

vietnamese = st.lists(st.sampled_from(SYLLABLES), min_size=3, max_size=30).map(" ".join)


def rows(kind):
    """The rows of one kind in the shared case file; one skipped row where there is no file."""
    if not _CASES.exists():
        return [pytest.param({}, marks=pytest.mark.skip(reason=f"{_CASES.name} is not here"))]
    return json.loads(_CASES.read_text(encoding="utf-8"))[kind]


def given_form(row):
    """The input of a row, decomposed where the row says so."""
    return unicodedata.normalize("NFD", row["in"]) if row.get("nfd") else row["in"]


needs_seed = pytest.mark.skipif(not SEED.exists(), reason="the source document is not here")
