"""Videos and posts of other houses: the one place that knows their hosts and addresses.

A body holds an embed as ``<figure class="embed"><a href="ADDRESS">NAME</a></figure>``, with a
``<figcaption>`` of plain text where it has a caption. ``parse`` says what is one; ``present``
makes of it the card that readers see, which contacts nobody before they ask for it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from html import escape, unescape
from typing import Any, Final
from urllib.parse import SplitResult, parse_qs, quote, urlsplit

from django.template.loader import render_to_string

# What a page with embeds may frame, and nothing else; each player below is of one of these.
EMBED_CSP: Final[dict[str, list[str]]] = {
    "frame-src": [
        "https://www.youtube-nocookie.com",
        "https://www.facebook.com",
        "https://www.tiktok.com",
    ]
}
MAX_ADDRESS: Final = 2_000
_DEPTH: Final = 2


@dataclass(frozen=True)
class Embed:
    """One embed: its public address, the address of its player, the name of its house.

    ``is_tall`` says that it is higher than wide.
    """

    name: str
    url: str
    player: str
    is_tall: bool = False


def parse(address: str) -> Embed | None:
    """Return the embed at an ``http(s)`` address, None if it is none that can be embedded."""
    address = address.strip()
    if len(address) > MAX_ADDRESS or not address.isascii():
        return None
    return _parse(address, _DEPTH)


def _parse(address: str, depth: int) -> Embed | None:
    if address.startswith("//"):
        address = f"https:{address}"
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").removesuffix(".")
        query = {key: values[0] for key, values in parse_qs(parts.query).items()}
        if parts.scheme not in {"http", "https"} or parts.port not in {None, 80, 443}:
            return None
    except ValueError:
        return None
    if parts.username is not None or parts.password is not None or not depth:
        return None
    house = _HOUSES.get(host)
    return house(parts, query, depth) if house else None


def _youtube(parts: SplitResult, query: dict[str, str], depth: int) -> Embed | None:
    path = parts.path
    if parts.hostname == "youtu.be":
        path = f"/embed{path}"
    elif path in {"/watch", "/watch/"}:
        path = f"/embed/{query.get('v', '')}"
    match = re.fullmatch(r"/(?:embed|shorts|live|v)/([A-Za-z0-9_-]{11})/?", path)
    if match is None:
        return None
    start = _seconds(query.get("t") or query.get("start") or "")
    player = f"https://www.youtube-nocookie.com/embed/{match[1]}?autoplay=1&rel=0"
    if path.startswith("/shorts/"):
        return Embed("YouTube", f"https://www.youtube.com/shorts/{match[1]}", player, is_tall=True)
    url = f"https://www.youtube.com/watch?v={match[1]}"
    if not start:
        return Embed("YouTube", url, player)
    return Embed("YouTube", f"{url}&t={start}s", f"{player}&start={start}")


def _seconds(text: str) -> int:
    """Return the seconds in ``90``, ``90s`` or ``1h2m3s``, 0 for anything else."""
    match = re.fullmatch(r"(?:(\d{1,2})h)?(?:(\d{1,3})m)?(?:(\d{1,5})s?)?", text, re.ASCII)
    if match is None:
        return 0
    hours, minutes, seconds = (int(part or 0) for part in match.groups())
    return hours * 3600 + minutes * 60 + seconds


_PAGE: Final = r"[A-Za-z0-9.-]{1,100}"
_FACEBOOK_VIDEO: Final = re.compile(
    rf"/(?:reel/(\d{{5,20}})|{_PAGE}/videos/(?:[A-Za-z0-9._-]{{1,200}}/)?(\d{{5,20}}))/?"
)
_FACEBOOK_POST: Final = re.compile(
    rf"/{_PAGE}/posts/(?:[A-Za-z0-9._-]{{1,200}}/)?(?:pfbid[A-Za-z0-9]{{10,100}}|\d{{5,20}})/?"
)


def _facebook(parts: SplitResult, query: dict[str, str], depth: int) -> Embed | None:
    path = parts.path
    if re.fullmatch(r"/plugins/(?:video|post)\.php", path):
        return _parse(query.get("href", ""), depth - 1)
    if path in {"/watch", "/watch/", "/watch/live/"} and _is_number(query.get("v", "")):
        return _facebook_video(f"https://www.facebook.com/watch/?v={query['v']}")
    if match := _FACEBOOK_VIDEO.fullmatch(path):
        address = f"https://www.facebook.com{path.rstrip('/')}/"
        return _facebook_video(address, is_tall=bool(match[1]))
    if _FACEBOOK_POST.fullmatch(path):
        return _facebook_post(f"https://www.facebook.com{path.rstrip('/')}")
    story, page = query.get("story_fbid", ""), query.get("id", "")
    is_story = _is_number(story) or re.fullmatch(r"pfbid[A-Za-z0-9]{10,100}", story)
    if path in {"/permalink.php", "/story.php"} and _is_number(page) and is_story:
        address = f"https://www.facebook.com/permalink.php?story_fbid={story}&id={page}"
        return _facebook_post(address)
    return None


def _facebook_short(parts: SplitResult, query: dict[str, str], depth: int) -> Embed | None:
    match = re.fullmatch(r"/([A-Za-z0-9_-]{5,30})/?", parts.path)
    return _facebook_video(f"https://fb.watch/{match[1]}/") if match else None


def _facebook_video(url: str, *, is_tall: bool = False) -> Embed:
    player = f"https://www.facebook.com/plugins/video.php?href={quote(url, safe='')}"
    return Embed("Facebook", url, f"{player}&show_text=false", is_tall)


def _facebook_post(url: str) -> Embed:
    player = f"https://www.facebook.com/plugins/post.php?href={quote(url, safe='')}"
    return Embed("Facebook", url, f"{player}&show_text=true", is_tall=True)


def _is_number(text: str) -> bool:
    return re.fullmatch(r"[0-9]{5,20}", text) is not None


def _tiktok(parts: SplitResult, query: dict[str, str], depth: int) -> Embed | None:
    if match := re.fullmatch(r"/(@[A-Za-z0-9._]{1,50})/video/([0-9]{8,25})/?", parts.path):
        url, number = f"https://www.tiktok.com/{match[1]}/video/{match[2]}", match[2]
    elif match := re.fullmatch(
        r"/(?:v|embed|embed/v2|player/v1)/([0-9]{8,25})(?:\.html|/)?", parts.path
    ):
        url, number = f"https://m.tiktok.com/v/{match[1]}.html", match[1]
    else:
        return None
    return Embed("TikTok", url, f"https://www.tiktok.com/player/v1/{number}?rel=0", is_tall=True)


_House = Callable[[SplitResult, dict[str, str], int], Embed | None]
_HOUSES: Final[dict[str, _House]] = {
    **dict.fromkeys(("youtube.com", "www.youtube.com", "m.youtube.com", "youtu.be"), _youtube),
    **dict.fromkeys(("youtube-nocookie.com", "www.youtube-nocookie.com"), _youtube),
    **dict.fromkeys(("facebook.com", "www.facebook.com", "m.facebook.com"), _facebook),
    **dict.fromkeys(("web.facebook.com", "mbasic.facebook.com"), _facebook),
    "fb.watch": _facebook_short,
    **dict.fromkeys(("tiktok.com", "www.tiktok.com", "m.tiktok.com"), _tiktok),
}

# As richtext.clean_body leaves an embed; anything else is shown as it stands.
_STORED: Final = re.compile(
    r'<figure class="embed"><a href="([^"]*)"[^<>]*>[^<]*</a>'
    r"(?:<figcaption>([^<]*)</figcaption>)?</figure>"
)


def stored(embed: Embed, caption: str = "") -> str:
    """Return the embed as it stands in a body; ``caption`` is plain text."""
    below = f"<figcaption>{escape(caption, quote=False)}</figcaption>" if caption else ""
    link = f'<a href="{escape(embed.url)}">{embed.name}</a>'
    return f'<figure class="embed">{link}{below}</figure>'


def has_embeds(body: str) -> bool:
    """Say whether a cleaned body holds any embed."""
    return _STORED.search(body) is not None


def present(body: str) -> str:
    """Return a cleaned body with each embed as the card that readers see."""
    return _STORED.sub(_card, body)


def _card(match: re.Match[str]) -> str:
    embed = parse(unescape(match[1]))
    if embed is None:
        return match[0]
    context: dict[str, Any] = {"embed": embed, "caption": unescape(match[2] or "")}
    return render_to_string("components/embed.html", context).strip()
