"""Signing in through another service: the way there and the way back.

What speaks to services is imported where one has been asked for: its HTTP client takes 4 MB of a
process, and a paper that configures no service needs none.
"""

from __future__ import annotations

from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.providers.base import AuthProcess
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.views.decorators.http import require_POST, require_safe

from comments import accounts
from comments.views.sign_in import offered


@require_POST
@offered(lambda: bool(accounts.services()))
def leave(request: HttpRequest, key: str) -> HttpResponse:
    """Lead to a service, by a page of ours that goes on by itself.

    Our pages' policy lets no form end at another site, by whatever redirects: a page may.
    """
    service = _service(key)
    from requests import RequestException

    back = accounts.own_page(request.POST.get("next", ""))
    provider = get_adapter(request).get_provider(request, key)
    try:
        answer = provider.redirect(request, process=AuthProcess.LOGIN, next_url=back or None)
    except RequestException:
        return render(request, "socialaccount/authentication_error.html", status=502)
    if answer.status_code != 302:
        return answer  # type: ignore[no-any-return]
    return render(request, "account/leaving.html", {"service": service, "address": answer.url})


@require_safe
@offered(lambda: bool(accounts.services()))
def come_back(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Take what a service says of who comes from it."""
    _service(provider_id)
    if provider_id == "google":
        from allauth.socialaccount.providers.google.views import oauth2_callback as google

        return google(request)  # type: ignore[no-any-return]
    if provider_id == "facebook":
        from allauth.socialaccount.providers.facebook.views import oauth2_callback as facebook

        return facebook(request)  # type: ignore[no-any-return]
    from allauth.socialaccount.providers.openid_connect.views import callback as openid_connect

    return openid_connect(request, provider_id)  # type: ignore[no-any-return]


@require_safe
@offered(accounts.are_offered)
def to_the_door(request: HttpRequest) -> HttpResponse:
    """Lead on to the page to sign in at: allauth knows no page in two languages."""
    back = accounts.own_page(request.GET.get("next", ""))
    with translation.override(accounts.language_of(back)):
        door = reverse("accounts:sign_in", query={"next": back} if back else None)
    return HttpResponseRedirect(door)


def _service(key: str) -> accounts.Service:
    for service in accounts.services():
        if service.key == key:
            return service
    raise Http404
