"""How readers may sign in, from the environment: by a link in a mail, and through other services.

What is not configured is offered nowhere. A wrong value stops the start (``environment``).
"""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

from newsroom import environment
from newsroom.environment import Misconfigured, env

# EMAIL_URL's schemes whose mail reaches nobody.
_NOWHERE = frozenset({"consolemail", "dummymail", "memorymail", "filemail"})
_PAIR = re.compile(r"(?P<client_id>[^\s:]+):(?P<secret>\S+)")
_PAIR_TAKES = "it takes the client's id and secret with a colon between them: <id>:<secret>."


def allauth(*, https: bool) -> dict[str, Any]:
    """Return the settings that are the same everywhere; ``https``: the site's address begins so."""
    return {
        "AUTHENTICATION_BACKENDS": [
            "django.contrib.auth.backends.ModelBackend",
            "comments.accounts.backends.ReaderBackend",
        ],
        "ACCOUNT_ADAPTER": "comments.accounts.adapters.AccountAdapter",
        "SOCIALACCOUNT_ADAPTER": "comments.accounts.adapters.SocialAdapter",
        "ACCOUNT_LOGIN_METHODS": {"email"},
        "ACCOUNT_SIGNUP_FIELDS": ["email*"],
        # An account is made of what has been proved, never before (``comments.accounts.entry``).
        "ACCOUNT_EMAIL_VERIFICATION": "none",
        "ACCOUNT_DEFAULT_HTTP_PROTOCOL": "https" if https else "http",
    }


def by_mail() -> bool:
    """Say whether a mail with a link may let readers in: if mail can be sent, unless told not to.

    In a demonstration the mail is printed where it runs.
    """
    scheme = urlsplit(env.str("EMAIL_URL", default="consolemail://")).scheme
    reaches = scheme not in _NOWHERE
    asked = environment.boolean("SIGN_IN_EMAIL", default=reaches or environment.is_demo())
    if asked and not reaches and not environment.is_demo():
        raise Misconfigured("SIGN_IN_EMAIL is 1, but EMAIL_URL names no mail server.")
    return asked


def providers() -> dict[str, Any]:
    """Return allauth's description of the services whose accounts let readers in, by the names of
    its packages for them."""
    found: dict[str, Any] = {}
    if google := env.str("SIGN_IN_GOOGLE", default=""):
        found["google"] = {
            "APPS": [{"name": "Google", **_pair("SIGN_IN_GOOGLE", google)}],
            "SCOPE": ["openid", "email", "profile"],
            "OAUTH_PKCE_ENABLED": True,
        }
    if facebook := env.str("SIGN_IN_FACEBOOK", default=""):
        # Facebook does not say whether an address is its owner's, so none is asked for.
        found["facebook"] = {
            "APPS": [{"name": "Facebook", **_pair("SIGN_IN_FACEBOOK", facebook)}],
            "SCOPE": ["public_profile"],
            "FIELDS": ["id", "name"],
        }
    if oidc := env.str("SIGN_IN_OIDC", default=""):
        found["openid_connect"] = {"APPS": [_oidc(oidc)], "OAUTH_PKCE_ENABLED": True}
    return found


def _pair(name: str, value: str) -> dict[str, str]:
    match = _PAIR.fullmatch(value)
    if match is None:
        # The value is a secret: it is not repeated.
        raise Misconfigured(f"{name} is not understood: {_PAIR_TAKES}")
    return match.groupdict()


def _oidc(value: str) -> dict[str, Any]:
    """Read ``https://server <id>:<secret> Name to show``."""
    server, _, rest = value.partition(" ")
    pair, _, name = rest.strip().partition(" ")
    if not (server.startswith("https://") and urlsplit(server).hostname and name.strip()):
        raise Misconfigured(
            "SIGN_IN_OIDC takes the service's address, its client and the name to show, such as"
            " “https://id.example <id>:<secret> Example”."
        )
    return {
        "provider_id": "oidc",
        "name": name.strip()[:40],
        **_pair("SIGN_IN_OIDC", pair),
        "settings": {"server_url": server},
    }
