"""Proof of work, asked for while comments rain down: a second of a reader's browser, and much of
the time of a program that sends thousands.

A challenge (ALTCHA) is signed, ends after ``LIFETIME`` and belongs to one form: to the UUID that
its comment will have, which the database keeps unique. So it counts for one comment, with no list
of those that were used, whatever becomes of the cache. A comment without it waits for a moderator.
"""

from __future__ import annotations

import base64
import json
import uuid
from datetime import timedelta
from typing import Any, Final

import altcha
from django.utils import timezone
from django.utils.crypto import salted_hmac

from comments.models import Comment, CommentRules

LIFETIME: Final = timedelta(minutes=10)
# An attack is over when no minute of this time was one: readers are not asked now and then not.
WATCHED: Final = timedelta(minutes=10)
# A browser tries half of these on average.
MOST_TRIES: Final = 60_000
_MOST_LETTERS: Final = 2000
_KINDS: Final = {"algorithm": str, "challenge": str, "number": int, "salt": str, "signature": str}


def is_asked(rules: CommentRules) -> bool:
    """Say whether a comment that comes now is to bring a proof; one query at the most."""
    if rules.altcha == CommentRules.Altcha.ATTACK:
        return is_attack(rules.attack_per_minute)
    return rules.altcha == CommentRules.Altcha.ALWAYS


def is_attack(most: int) -> bool:
    """Say whether more than ``most`` comments came in some minute of the last ten; one query.

    It reads as many rows as an attack has at least, however many there are: of more than ten
    times ``most`` in ten minutes, more than ``most`` are in one of them.
    """
    minutes = WATCHED // timedelta(minutes=1)
    since = timezone.now() - WATCHED
    lately = Comment.objects.filter(created_at__gte=since).order_by("-created_at", "-id")
    times = list(lately.values_list("created_at", flat=True)[: minutes * most + 1])
    if len(times) > minutes * most:
        return True
    # The newest first: how long before each was the one that came ``most`` comments earlier?
    pairs = zip(times, times[most:], strict=False)
    return any(newer - older <= timedelta(minutes=1) for newer, older in pairs)


def challenge_for(key: uuid.UUID) -> str:
    """Return what the browser is to solve for the form with that UUID, as JSON."""
    options = altcha.ChallengeOptions(
        max_number=MOST_TRIES,
        hmac_key=_secret(),
        expires=timezone.now() + LIFETIME,
        params={"form": key.hex},
    )
    return json.dumps(altcha.create_challenge(options).to_dict())


def problem_of(proof: str, key: uuid.UUID | None) -> str:
    """Return what is wrong with a proof for the form with that UUID: ``missing``, ``old``,
    ``wrong``, or nothing."""
    if not proof or key is None:
        return "missing"
    given = _read(proof)
    if given is None or given["algorithm"] != altcha.altcha.SHA256:
        return "wrong"
    payload = altcha.Payload(**given)
    is_true, _error = altcha.verify_solution(payload, _secret(), check_expires=False)
    if not is_true or altcha.extract_params(given).get("form") != [key.hex]:  # type: ignore[arg-type]
        return "wrong"
    is_new, _error = altcha.verify_solution(payload, _secret(), check_expires=True)
    return "" if is_new else "old"


def _read(proof: str) -> dict[str, Any] | None:
    """Return a proof's parts, each of its kind; None if it is anything else."""
    if len(proof) > _MOST_LETTERS:
        return None
    try:
        given = json.loads(base64.b64decode(proof))
    except (ValueError, RecursionError):
        return None
    if not isinstance(given, dict) or any(type(given.get(n)) is not k for n, k in _KINDS.items()):
        return None
    return {name: given[name] for name in _KINDS}


def _secret() -> str:
    return salted_hmac("comments.proofs", "", algorithm="sha256").hexdigest()
