"""Others who are asked about a comment, where the paper wishes it: Akismet, its own classifier.

Nothing leaves the house unless ``AKISMET_KEY`` or ``CLASSIFIER_URL`` is set, and an e-mail address
never does. Both are asked at once and have ``PATIENCE`` together, for finding the host, connecting,
and every byte of the answer. Redirects are not followed. Whoever does not answer, or not sensibly,
has the comment wait for a moderator with that reason. No transaction is open meanwhile.

A classifier takes by POST the JSON object ``{"article", "title", "name", "body", "reply"}`` and
answers ``{"hold": bool, "reject": bool, "reason": str}``, each of which may be left out.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterator
from typing import Any, Final
from urllib.parse import urlencode

from django.conf import settings
from django.utils import translation

from articles.templatetags.addresses import absolute
from articles.vietnamese.text import clean_line
from comments.moderation.arrivals import Arrival, Finding
from comments.moderation.telephone import Call, Silent

logger = logging.getLogger(__name__)

#: Seconds that all who are asked have together.
PATIENCE: Final = 2.0
#: Letters of a classifier's reason that are kept.
MOST_SAID: Final = 200


class Unclear(Exception):
    """What was answered is not what was agreed on."""


Read = Callable[[bytes], Finding | None]


def others(arrival: Arrival) -> Iterator[Finding]:
    """Ask all that are set up, and yield what they have against the comment."""
    asked = [(name, read, Call(url, body, kind)) for name, read, url, body, kind in _who(arrival)]
    ends = [call.begin(PATIENCE) for _name, _read, call in asked]
    for (name, read, call), end in zip(asked, ends, strict=True):
        try:
            finding = read(call.answer(end))
        except Silent as problem:
            logger.warning("%s does not answer: %s", name, problem)
            finding = Finding(name, {"problem": "silent"})
        except Unclear as problem:
            logger.warning("%s answers what nobody understands: %s", name, problem)
            finding = Finding(name, {"problem": "unclear"})
        if finding:
            yield finding


def _who(arrival: Arrival) -> Iterator[tuple[str, Read, str, bytes, str]]:
    if settings.AKISMET_KEY:
        form = "application/x-www-form-urlencoded; charset=utf-8"
        yield "akismet", _of_akismet, settings.AKISMET_URL, _for_akismet(arrival), form
    if settings.CLASSIFIER_URL:
        kind = "application/json; charset=utf-8"
        yield "classifier", _of_classifier, settings.CLASSIFIER_URL, _for_classifier(arrival), kind


def _for_akismet(arrival: Arrival) -> bytes:
    comment = arrival.comment
    with translation.override(settings.LANGUAGE_CODE):
        address = absolute(comment.article.get_absolute_url())
    asked = {
        "api_key": settings.AKISMET_KEY,
        "blog": settings.SITE_URL,
        "user_ip": arrival.address,
        "permalink": address,
        "comment_type": "reply" if comment.parent_id else "comment",
        "comment_author": comment.name,
        "comment_content": comment.body,
        "blog_charset": "UTF-8",
    }
    return urlencode(asked).encode()


def _of_akismet(answer: bytes) -> Finding | None:
    match answer.strip():
        case b"true":
            return Finding("akismet")
        case b"false":
            return None
        case other:
            raise Unclear(repr(other[:80]))


def _for_classifier(arrival: Arrival) -> bytes:
    comment = arrival.comment
    asked = {
        "article": comment.article_id,
        "title": comment.article.title,
        "name": comment.name,
        "body": comment.body,
        "reply": comment.parent_id is not None,
    }
    return json.dumps(asked).encode()


def _of_classifier(answer: bytes) -> Finding | None:
    try:
        said = json.loads(answer)
    except (ValueError, RecursionError) as error:
        raise Unclear(repr(answer[:80])) from error
    hold, reject, reason = _parts(said)
    if not (hold or reject):
        return None
    return Finding("classifier", {"said": clean_line(reason)[:MOST_SAID] or "–"}, rejects=reject)


def _parts(said: Any) -> tuple[bool, bool, str]:
    if not isinstance(said, dict):
        raise Unclear("no object")
    hold, reject = said.get("hold", False), said.get("reject", False)
    reason = said.get("reason", "")
    if not (isinstance(hold, bool) and isinstance(reject, bool) and isinstance(reason, str)):
        raise Unclear("hold and reject are true or false, the reason is a text")
    return hold, reject, reason
