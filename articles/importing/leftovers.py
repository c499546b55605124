"""Lines of a web page or a chat that are not the article's own.

All is asked of whole lines: a sentence that contains such words is no leftover. Where on the
page a leftover may be dropped is ``reading``'s to say.
"""

import re
from typing import Final

from articles.vietnamese.newsprint import split_caption
from articles.vietnamese.text import clean_line, fold

_BUTTONS: Final = frozenset(
    clean_line(button)
    for button in """
    chia se|chia se bai viet|chia se bai nay|chia se len facebook|chia se qua email|share|tweet
    |like|thich|luu|luu bai|luu bai viet|facebook|facebook messenger|messenger|twitter|x|zalo
    |chia se zalo|telegram|viber|linkedin|pinterest|instagram|youtube|tiktok|email|gui email
    |gui mail|mail|print|in|in bai|in bai viet|ban in|in trang|sao chep|sao chep link
    |sao chep lien ket|copy|copy link|copy url|link|a+|a-|a|aa|a+ a-|a- a+|a a|a a+|a- a a+|co chu
    |tang co chu|giam co chu|nghe doc bai|nghe bai viet|nghe|doc bai viet|toc do doc|google news
    |theo doi|theo doi tren google|theo doi bao tren google news|binh luan|gui binh luan
    |viet binh luan|gui|gui y kien|y kien|y kien ban doc|y kien cua ban|quan tam|tro lai|quay lai
    |ve trang chu|len dau trang|trang chu|trang truoc|trang sau|menu|tim kiem|dang nhap|dang ky
    |quang cao|advertisement|xem anh|phong to|danh gia|tin lien quan|bai viet lien quan
    |tin bai lien quan|bai lien quan|xem them|doc them|tin cung chuyen muc|cung chuyen muc
    |bai cung chuyen muc|tin khac|cac tin khac|tin moi|tin moi nhat|doc nhieu|doc nhieu nhat
    |xem nhieu|co the ban quan tam|tin noi bat|ban co the quan tam|tag|tags|tu khoa|chu de
    """.replace("\n", " ").split("|")
)
_COUNTED: Final = re.compile(
    r"(?:like|thich|share|chia se|binh luan|y kien|quan tam|luot xem|luot thich|views?|comments?)"
    r"\s*[:(]?\s*\d[\d.,]*\s*k?\)?"
    r"|\d[\d.,]*\s*k?\s*(?:like|luot xem|luot thich|binh luan|chia se|y kien|comments?|views?"
    r"|shares?)"
)
# From one of these on, what follows may be other people's: comments, other stories.
_END_MARKS: Final = frozenset(
    "binh luan|y kien ban doc|y kien|gui binh luan|tin lien quan"
    "|bai viet lien quan|tin bai lien quan|bai lien quan|xem them|doc them|tin cung chuyen muc"
    "|cung chuyen muc|bai cung chuyen muc|tin khac|cac tin khac|tin moi|tin moi nhat|doc nhieu"
    "|doc nhieu nhat|xem nhieu|co the ban quan tam|ban co the quan tam|tin noi bat".split("|")
)
_COUNTED_COMMENTS: Final = re.compile(r"(?:binh luan|y kien)\s*\(\s*\d+\s*\)")
_POINTER: Final = re.compile(
    r">{2,}.*|(?:>\s*)?(?:xem them|doc them|tin lien quan|moi ban doc)\s*[:>].*[^.!?…]"
)
_ADDRESS: Final = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_PLACEHOLDER: Final = re.compile(
    r"\[(?:hinh anh|anh|photo|image|picture|video|sticker|file|tep|gif|link|tin nhan thoai)\]"
)
_CRUMBS: Final = re.compile(r"\s*(?:[›»>/|→]|&gt;)\s*")
_SECTIONS: Final = frozenset(
    clean_line(name)
    for name in """
    thoi su|chinh tri|thoi su - chinh tri|thoi su chinh tri|xay dung dang|kinh te|van hoa|xa hoi
    |van hoa - xa hoi|van hoa xa hoi|giao duc|y te|suc khoe|phap luat|quoc phong|an ninh
    |quoc phong - an ninh|quoc phong an ninh|the thao|du lich|quoc te|the gioi|ban doc|doi song
    |khoa hoc|cong nghe|khoa hoc - cong nghe|giai tri|nong nghiep|nong thon moi|moi truong|lao dong
    |doanh nghiep|bat dong san|chuyen doi so|tin tuc|tin tuc - su kien|tin moi|trong nuoc
    |trong tinh|tin trong tinh|phong su|nhan vat|goc nhin|dia phuong
    """.replace("\n", " ").split("|")
)


def is_button(line: str) -> bool:
    """Tell whether the line is one of a page's buttons, counters or headings of its furniture."""
    if len(line) > 60:
        return False
    folded = fold(line)
    if folded in _BUTTONS:
        return True
    folded = folded.strip(" :.…|•·-–—>»")
    return folded in _BUTTONS or bool(_COUNTED.fullmatch(folded)) or _is_row(folded)


def _is_row(folded: str) -> bool:
    """Tell whether it is several buttons in a row: ``Facebook Zalo``, ``Chia sẻ | In bài``."""
    words = re.split(r"[\s|•·]+", folded)
    return len(words) > 1 and all(
        word in _BUTTONS and word not in {"a", "x", "in", "luu", "gui"} for word in words
    )


def is_leftover(line: str) -> bool:
    """Tell whether the line is a button, a bare address or the place of a picture in a chat."""
    return (
        is_button(line)
        or bool(_ADDRESS.fullmatch(line))
        or bool(_PLACEHOLDER.fullmatch(fold(line)))
    )


def is_pointer(line: str) -> bool:
    """Tell whether the line points to another story: ``>> …``, ``Xem thêm: …``."""
    return len(line) <= 250 and bool(_POINTER.fullmatch(fold(line)))


def is_end_mark(line: str) -> bool:
    """Tell whether other people's words may follow: comments, other stories' titles."""
    return fold(line).strip(" :.…|>»") in _END_MARKS or has_comment_count(line)


def has_comment_count(line: str) -> bool:
    """Tell whether the line is ``Bình luận (3)``, which no article of its own says."""
    return len(line) <= 40 and bool(_COUNTED_COMMENTS.fullmatch(fold(line)))


def is_section_line(line: str) -> bool:
    """Tell whether the line is a usual section's name, or a path of them."""
    if len(line) > 120 or split_caption(line).credit:
        return False
    folded = fold(line)
    crumbs = [crumb for crumb in _CRUMBS.split(folded) if crumb]
    if len(crumbs) > 1:
        return crumbs[0] in _SECTIONS | {"trang chu", "home"} or (
            all(len(crumb.split()) <= 5 for crumb in crumbs) and "/" not in line
        )
    return folded.strip() in _SECTIONS
