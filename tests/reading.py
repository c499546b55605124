"""Pages as readers have them."""

from datetime import timedelta
from html.parser import HTMLParser

from django.utils import timezone

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
