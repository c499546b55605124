"""What CDN and CDN_TOKEN say, as a description of the network in front."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import parse_qsl, urlsplit

FORM: Final = (
    "CDN takes fastly://service-id, cloudflare://zone-id or varnish://host:port (more of them with"
    " commas between)."
)
_ID: Final = re.compile(r"[A-Za-z0-9]{4,64}")
_HOST: Final = re.compile(r"(?:[A-Za-z0-9.-]+|\[[0-9A-Fa-f:.]+\]):[0-9]{1,5}")


@dataclass(frozen=True)
class Spelling:
    """How a network reads keys and lifetimes, and how many keys it takes to purge at once."""

    keys: str
    separator: str
    control: str
    at_once: int


#: Fastly takes 256 keys in one request, Cloudflare 100 tags; Varnish reads headers up to 8 kB.
SPELLINGS: Final = {
    "fastly": Spelling("Surrogate-Key", " ", "Surrogate-Control", 256),
    "cloudflare": Spelling("Cache-Tag", ",", "CDN-Cache-Control", 100),
    "varnish": Spelling("xkey", " ", "Surrogate-Control", 100),
}
APIS: Final = {
    "fastly": "https://api.fastly.com",
    "cloudflare": "https://api.cloudflare.com/client/v4",
}


@dataclass(frozen=True)
class Cdn:
    """The network of ``kind``; ``names`` are what is purged: a service, a zone, or hosts."""

    kind: str
    names: tuple[str, ...]
    token: str = field(default="", repr=False)
    api: str = ""

    @property
    def spelling(self) -> Spelling:
        return SPELLINGS[self.kind]


def cdn_of(url: str, token: str) -> Cdn | None:
    """Return the network that ``url`` names; None for none. ``?api=`` asks another than theirs.

    Raises:
        ValueError: it cannot be read; the text says what it takes.
    """
    if not url:
        return None
    parts = urlsplit(url)
    names = tuple(parts.netloc.split(","))
    query = dict(parse_qsl(parts.query))
    api = query.pop("api", APIS.get(parts.scheme, ""))
    form = _HOST if parts.scheme == "varnish" else _ID
    is_one = parts.scheme == "varnish" or len(names) == 1
    if (
        parts.scheme not in SPELLINGS
        or query
        or parts.path.strip("/")
        or not is_one
        or not all(form.fullmatch(name) for name in names)
    ):
        raise ValueError(FORM)
    if parts.scheme != "varnish" and not token:
        raise ValueError("CDN_TOKEN is missing: it takes the token with which CDN may be purged.")
    return Cdn(parts.scheme, names, token, api)
