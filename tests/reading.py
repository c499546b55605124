"""Pages as readers have them."""

import re
from datetime import timedelta
from html.parser import HTMLParser

from django.utils import timezone

from articles.languages import LANGUAGES
from tests.factories import ArticleFactory

UNREAD = {"head", "script", "style"}


def is_everybodys(response):
    """Whether nothing in the answer's head says that it is one reader's own."""
    headers = response.headers
    return "Set-Cookie" not in headers and headers.get("Vary", "") in ("", "Accept-Encoding")


class _Reader(HTMLParser):
    def __init__(self):
        super().__init__()
        self.words = []
        self.unread = 0

    def handle_starttag(self, tag, attrs):
        self.unread += tag in UNREAD

    def handle_endtag(self, tag):
        self.unread -= tag in UNREAD

    def handle_data(self, data):
        if not self.unread:
            self.words.append(data)


def text_of(response):
    """Return what a page prints, on one line with single spaces."""
    reader = _Reader()
    reader.feed(response.content.decode())
    return " ".join("".join(reader.words).split())


_TITLE = re.compile(r"<title>(.*?)</title>")
# How the languages call themselves, in whatever language the page speaks.
OWN_NAMES = {word.strip("()") for name in LANGUAGES.values() for word in name.split()}
_VIETNAMESE = re.compile(r"[^\W\d_]*[À-ÃÈ-ÊÌÍÒ-ÕÙÚÝà-ãè-êìíò-õùúýĂăĐđĨĩŨũƠơƯưẠ-ỹ][^\W\d_]*")


def vietnamese_in(response):
    """Return the Vietnamese words that a page says aloud or in an attribute that people hear."""
    text = response.content.decode()
    heard = re.findall(r'(?:alt|title|placeholder|aria-label|data-[a-z-]+)="([^"]*)"', text)
    words = _VIETNAMESE.findall(" ".join([text_of(response), *heard, *_TITLE.findall(text)]))
    return set(words) - OWN_NAMES


def content_of(response):
    """Return an answer's bytes; of a file they are read to the end, which closes it."""
    return b"".join(response.streaming_content) if response.streaming else response.content


def hidden_articles(**fields):
    """Make one article of every kind that no reader may see, titled ``Bí mật …``."""
    past, future = (timezone.now() + timedelta(hours=hours) for hours in (-2, 2))
    kinds = {
        "nháp": {},
        "nháp có ngày": {"published_at": past},
        "chờ duyệt": {"state": "awaiting_approval", "published_at": past},
        "trả lại": {"state": "returned", "published_at": past},
        "hẹn giờ": {"state": "scheduled", "published_at": future},
        "cấm đăng": {"state": "scheduled", "published_at": future, "embargo_until": future},
        "đăng sau": {"state": "published", "published_at": future},
        "đã gỡ": {"state": "withdrawn", "published_at": past},
        "hết hạn": {"state": "published", "published_at": past, "withdraw_at": past},
    }
    return [
        ArticleFactory(title=f"Bí mật {kind}", **fields, **facts) for kind, facts in kinds.items()
    ]
