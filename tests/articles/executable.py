"""Says what in a page could run, other than our own files."""

from html.parser import HTMLParser
from urllib.parse import urlsplit

ADDRESSES = {"href", "src", "action", "formaction", "data", "xlink:href", "poster", "background"}
FORBIDDEN = {"object", "embed", "frame", "iframe", "svg:script", "foreignobject", "math"}
BODY_TAGS = frozenset(
    "a aside blockquote br caption em figcaption figure h2 h3 h4 hr li ol p s strong sub sup table"
    " tbody td tfoot th thead tr u ul".split()
)
BODY_ATTRIBUTES = {
    *("href", "title", "rel", "colspan", "rowspan", "scope", "class"),
    *("data-alt", "data-photo"),
}
BODY_CLASSES = {
    *("box box--related", "box box--facts", "embed", "gallery"),
    *("photo", "photo photo--wide", "photo photo--side"),
}


def _scheme(address):
    kept = "".join(c for c in address if c > " " and c.isprintable())
    try:
        return urlsplit(kept).scheme.lower()
    except ValueError:
        return kept


class _Reader(HTMLParser):
    def __init__(self, of_body):
        super().__init__()
        self.of_body, self.wrong, self.data_only = of_body, [], False

    def handle_starttag(self, tag, attributes):
        values = {name: value or "" for name, value in attributes}
        if self.of_body:
            self._look_at_body(tag, values)
        # A base without an address only says where links open.
        leads_astray = tag == "base" and "href" in values
        if leads_astray or tag in FORBIDDEN or (tag == "meta" and "http-equiv" in values):
            self.wrong.append(f"<{tag}>")
        if tag == "script":
            ours = values.get("src", "").startswith(("/static/", "/admin/jsi18n/"))
            data = values.get("type") in {"application/ld+json", "application/json"}
            if not (ours or (data and "src" not in values)):
                self.wrong.append(f"<script {values}>")
        self.wrong += [f"{tag} {name}" for name in values if name.startswith("on")]
        self.wrong += [
            f"{tag} {name}={value[:80]}"
            for name, value in values.items()
            if name in ADDRESSES and _scheme(value) not in {"", "http", "https", "mailto", "tel"}
        ]

    def _look_at_body(self, tag, values):
        if tag not in BODY_TAGS or not values.keys() <= BODY_ATTRIBUTES:
            self.wrong.append(f"<{tag} {values}> in a body")
        if "class" in values and values["class"] not in BODY_CLASSES:
            self.wrong.append(f"class {values['class']}")


def executable_in(html):
    """Return what in a page could run; scripts below /static/ and data are ours."""
    reader = _Reader(of_body=False)
    reader.feed(html)
    reader.close()
    return reader.wrong


def wrong_in_body(html):
    """Return what may not stand in a cleaned body."""
    reader = _Reader(of_body=True)
    reader.feed(html)
    reader.close()
    return reader.wrong
