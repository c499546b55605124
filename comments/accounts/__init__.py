"""Readers' accounts: what may be used to sign in, and where one comes back to.

Nobody has a password. ``keys`` makes the mailed links, ``entry`` finds or makes the account of who
has proved an address, ``adapters`` is allauth's way to both. The newsroom's door is the admin's
own: no reader's way of signing in ever opens an account of the staff.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language_from_path

LONGEST_ADDRESS: Final = 500


@dataclass(frozen=True)
class Service:
    """Another site whose accounts let readers in."""

    key: str
    name: str


def by_mail() -> bool:
    """Say whether a mail can let readers in."""
    return bool(settings.SIGN_IN_BY_MAIL)


def services() -> list[Service]:
    """Return the services that are configured; no query."""
    return [
        Service(app.get("provider_id") or provider, app["name"])
        for provider, config in settings.SOCIALACCOUNT_PROVIDERS.items()
        for app in config["APPS"]
    ]


def are_offered() -> bool:
    """Say whether there is any way for readers to sign in."""
    return by_mail() or bool(services())


def own_page(address: str) -> str:
    """Return ``address`` if it is a path to one of our readers' pages; empty otherwise."""
    if not address.startswith("/") or len(address) > LONGEST_ADDRESS:
        return ""
    if "\\" in address or not address.isprintable():
        return ""
    if not url_has_allowed_host_and_scheme(address, allowed_hosts=None):
        return ""
    path = urlsplit(address).path
    return "" if path.startswith(("/admin/", "//")) or "/tai-khoan/" in path else address


def language_of(address: str) -> str:
    """Return the language of the page at ``address``."""
    return get_language_from_path(urlsplit(address).path) or settings.LANGUAGE_CODE
