"""Where allauth asks what is ours to decide."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialAccount
from django.contrib.auth import login
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation

from comments.accounts import entry, language_of, own_page
from comments.accounts.backends import ReaderBackend
from comments.models import MAX_NAME, Writer

if TYPE_CHECKING:
    from allauth.socialaccount.models import SocialLogin

    from newsroom.models import User

SESSION_AGE: Final = timedelta(days=90)
BACKEND: Final = f"{ReaderBackend.__module__}.{ReaderBackend.__qualname__}"
# Where the session keeps the name that a service gave, to begin with.
SUGGESTED_NAME: Final = "suggested_name"


def refusal(request: HttpRequest, refused: entry.Refused) -> HttpResponse:
    """Say to who has proved an address why it does not open an account here."""
    context = {"is_staff": isinstance(refused, entry.Staff)}
    return render(request, "account/refused.html", context, status=403)


class AccountAdapter(DefaultAccountAdapter):
    """Lets readers in, for longer than staff, and back to the page that they came from."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False  # ``entry`` makes accounts

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Say nothing on the next page: it shows who has signed in."""

    def pre_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse | None:
        try:
            entry.may_enter(user)
        except entry.Refused as refused:
            return refusal(request, refused)
        return None

    def login(self, request: HttpRequest, user: User) -> None:
        login(request, user, backend=BACKEND)
        request.session.set_expiry(int(SESSION_AGE.total_seconds()))

    def post_login(
        self, request: HttpRequest, user: User, *, redirect_url: str | None, **kwargs: Any
    ) -> HttpResponse:
        """Lead back; the first time by way of the page that asks for a name."""
        back = own_page(redirect_url or "")
        with translation.override(language_of(back) if back else translation.get_language()):
            if not Writer.objects.filter(user=user).exists():
                name = reverse("accounts:name", query={"next": back} if back else None)
                return HttpResponseRedirect(name, status=303)
            return HttpResponseRedirect(back or reverse("accounts:account"), status=303)


class SocialAdapter(DefaultSocialAccountAdapter):
    """Finds or makes the account of who comes from another service.

    Only an address that the service says it has verified counts: any other is forgotten.
    """

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return False

    def authenticate_by_email(self, sociallogin: SocialLogin) -> None:
        """Leave it to ``pre_social_login``."""

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        if sociallogin.is_existing:
            return
        verified = (one.email for one in sociallogin.email_addresses if one.verified is True)
        email = next(verified, "").strip().lower()
        account = sociallogin.account
        suggested = str(account.extra_data.get("name", ""))[:MAX_NAME]
        try:
            sociallogin.user = _account_of(account, email)
        except entry.Refused as refused:
            raise ImmediateHttpResponse(refusal(request, refused)) from refused
        sociallogin.account = account
        if suggested:
            request.session[SUGGESTED_NAME] = suggested


def _account_of(account: SocialAccount, email: str) -> User:
    """Bind a service's account, new to us, to the reader's; two at once bind it once."""
    # Of what the service tells nothing is kept but whose account it is.
    account.extra_data = {}
    try:
        with transaction.atomic():
            account.user = entry.account_for(email)
            account.save()
    except IntegrityError:
        known = SocialAccount.objects.filter(provider=account.provider, uid=account.uid)
        bound = known.select_related("user").first()
        if bound is None:
            raise
        account.pk, account.user = bound.pk, bound.user
    user: User = account.user
    return user
