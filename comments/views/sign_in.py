"""Signing in by a mail, and out again."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.utils import perform_login
from django.contrib.auth import logout
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_POST

from comments import accounts
from comments.accounts import drafts, entry, keys, mailing
from comments.accounts.adapters import refusal
from comments.accounts.forms import CodeForm, SignInForm
from comments.identity import user_of
from comments.models import SignInKey

# Where the session keeps which mail its browser has asked for.
ASKED = "sign_in_asked"

View = Callable[..., HttpResponseBase]


def offered(by: Callable[[], bool]) -> Callable[[View], View]:
    """Answer "not there" unless ``by`` says that the way is configured; let no cache keep it."""

    def decorate(view: View) -> View:
        @cache_control(private=True, no_store=True)
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not by():
                raise Http404
            return view(request, *args, **kwargs)

        return guarded

    return decorate


@require_http_methods(["GET", "HEAD", "POST"])
@offered(accounts.are_offered)
def sign_in(request: HttpRequest) -> HttpResponse:
    """Ask for an address, and mail a link to it; the answer is the same for every address."""
    back = accounts.own_page(request.GET.get("next", ""))
    if user_of(request):
        return HttpResponseRedirect(back or reverse("accounts:account"), status=303)
    if request.method != "POST":
        return _ask(request, SignInForm(initial={"next": back}), back)
    if not accounts.by_mail():
        raise Http404
    form = SignInForm(request.POST)
    if not form.is_valid():
        return _ask(request, form, accounts.own_page(request.POST.get("next", "")), status=422)
    email, back = form.cleaned_data["email"], form.cleaned_data["next"]
    address = request.META.get("REMOTE_ADDR", "")
    try:
        made = keys.make(email, opens=not entry.is_of_staff(email), address=address, back=back)
    except keys.TooMany:
        return _ask(request, form, back, status=429, too_many=True)
    mailing.send(made)
    request.session[ASKED] = made.key.pk
    return HttpResponseRedirect(reverse("accounts:code"), status=303)


def _ask(
    request: HttpRequest, form: SignInForm, back: str, status: int = 200, **said: bool
) -> HttpResponse:
    context = {
        "form": form if accounts.by_mail() else None,
        "services": accounts.services(),
        "back": back,
        **said,
    }
    return render(request, "account/sign_in.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@offered(accounts.by_mail)
def code(request: HttpRequest) -> HttpResponse:
    """Take the code from the mail, in the browser that asked for it."""
    key = keys.find_asked(request.session.get(ASKED))
    if key is None:
        return _is_over(request)
    form = CodeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        used = keys.use_code(key.pk, form.cleaned_data["code"])
        if used:
            return _enter(request, used)
        if keys.find_asked(key.pk) is None:
            return _is_over(request)
    context = {
        "form": form,
        "email": key.email,
        "is_wrong": form.is_bound and form.is_valid(),
        "again": reverse("accounts:sign_in", query={"next": key.back} if key.back else None),
    }
    return render(request, "account/code.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@offered(accounts.by_mail)
def link(request: HttpRequest, token: str) -> HttpResponse:
    """Show the button that the mail's link leads to; pressing it signs in.

    Programs that look at mail open every link in it: opening this one uses nothing up.
    """
    if request.method == "POST":
        key = keys.use_link(token)
        return _enter(request, key) if key else _is_over(request)
    key = keys.find_by_link(token)
    if key is None:
        return _is_over(request)
    return render(request, "account/link.html", {"email": key.email})


def _is_over(request: HttpRequest) -> HttpResponse:
    request.session.pop(ASKED, None)
    return _ask(request, SignInForm(), "", status=410, is_over=True)


def _enter(request: HttpRequest, key: SignInKey) -> HttpResponse:
    try:
        user = entry.account_for(key.email)
    except entry.Refused as refused:
        return refusal(request, refused)
    request.session.pop(ASKED, None)
    answer: HttpResponse = perform_login(request, user, redirect_url=key.back, email=key.email)
    return answer


@require_POST
@offered(accounts.are_offered)
def keep_draft(request: HttpRequest, article_id: int) -> HttpResponse:
    """Keep what the comment form holds, and go on to sign in and come back to it."""
    drafts.keep(request, article_id)
    back = reverse("comments:page", args=[article_id])
    parent = request.POST.get("parent", "")
    if parent.isascii() and parent.isdecimal() and len(parent) < 20:
        back += f"?tra-loi={parent}"
    address = reverse("accounts:sign_in", query={"next": f"{back}#viet"})
    return HttpResponseRedirect(address, status=303)


@require_http_methods(["GET", "HEAD", "POST"])
@offered(accounts.are_offered)
def sign_out(request: HttpRequest) -> HttpResponse:
    """Ask whether to sign out; do it."""
    back = accounts.own_page(request.GET.get("next", ""))
    if request.method == "POST":
        logout(request)
    if not user_of(request):
        return HttpResponseRedirect(back or reverse("articles:home"), status=303)
    return render(request, "account/sign_out.html")
