"""One's data: the link to them by mail, all of them in a file, their erasure."""

from __future__ import annotations

from functools import wraps
from typing import Any, Protocol

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from comments import correspondents, identity
from comments.forms import AddressField
from comments.mailing import spoken
from comments.models import Correspondent, Writer
from comments.privacy import asked, erasure, export
from comments.privacy.person import Person, of_email, of_user
from comments.views.writing import encodable

# In place of a mailed link's token: whoever has signed in.
OWN = "toi"


class AskForm(forms.Form):
    email = AddressField(label=_("Your e-mail"))


class EraseForm(forms.Form):
    texts = forms.ChoiceField(
        label=_("What is removed"),
        choices=[
            ("no", _("My name and my address; what I wrote stays, without them")),
            ("yes", _("All that I wrote as well")),
        ],
        initial="no",
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose."), "invalid_choice": _("Please choose.")},
    )
    sure = forms.BooleanField(
        label=_("I know that this cannot be undone."),
        error_messages={"required": _("Please confirm that you mean it.")},
    )


class OfPerson(Protocol):
    def __call__(self, request: HttpRequest, token: str, person: Person) -> HttpResponseBase: ...


class View(Protocol):
    def __call__(self, request: HttpRequest, token: str) -> HttpResponseBase: ...


def for_person(view: OfPerson) -> View:
    """Open ``view`` to whoever holds a link that is still good, or has signed in."""

    @wraps(view)
    def guarded(request: HttpRequest, token: str) -> HttpResponseBase:
        person = _person(request, token)
        if person is None:
            response: HttpResponseBase = _page(request, "data_closed", 404, own=token == OWN)
        else:
            response = view(request, token, person)
        # The address of the page is what opens it.
        response.headers["Referrer-Policy"] = "same-origin"
        return response

    return cache_control(private=True, no_store=True)(guarded)


def _person(request: HttpRequest, token: str) -> Person | None:
    browser = identity.browser_of(request)
    if token == OWN:
        user = identity.user_of(request)
        return of_user(user, browser=browser) if user else None
    email = asked.address_of_link(token)
    return of_email(email, browser=browser) if email else None


@require_http_methods(["GET", "HEAD", "POST"])
@cache_control(private=True, no_store=True)
def ask(request: HttpRequest) -> HttpResponse:
    """Take an address to mail the link to. The answer is the same whatever is known of it."""
    form = AskForm(encodable(request.POST) if request.method == "POST" else None)
    sent = form.is_bound and form.is_valid()
    if sent:
        asked.ask(
            form.cleaned_data["email"],
            address=request.META.get("REMOTE_ADDR", ""),
            language=spoken(get_language() or ""),
        )
    status = 422 if form.is_bound and not sent else 200
    signed_in = identity.user_of(request) is not None
    return _page(request, "data_ask", status, form=form, sent=sent, signed_in=signed_in)


@require_safe
@for_person
def show(request: HttpRequest, token: str, person: Person) -> HttpResponse:
    """Say how much is kept, and what can be done with it."""
    return _show(request, token, person, EraseForm())


def _show(request: HttpRequest, token: str, person: Person, form: EraseForm) -> HttpResponse:
    context = {
        "token": token,
        "person": person,
        "number": len(person.comment_ids()),
        "form": form,
        "gets_mail": _gets_mail(person),
        "under_way": erasure.is_under_way(person),
    }
    return _page(request, "data", 422 if form.is_bound else 200, **context)


def _page(request: HttpRequest, name: str, status: int = 200, **context: Any) -> HttpResponse:
    context |= {"heading": _("Your data"), "gone": status == 404}
    return render(request, f"comments/letters/{name}.html", context, status=status)


def _gets_mail(person: Person) -> bool:
    writers = Writer.objects.filter(user__in=[user.pk for user in person.users], wants_mail=True)
    guests = Correspondent.objects.none()
    if person.email:
        guests = correspondents.of_address(person.email)
    return writers.exists() or guests.filter(confirmed_at__isnull=False, stopped_at=None).exists()


@require_safe
@for_person
def download(request: HttpRequest, token: str, person: Person) -> HttpResponseBase:
    """Send all that is kept in one file."""
    response = StreamingHttpResponse(
        (piece.encode() for piece in export.pieces(person)), content_type="application/json"
    )
    name = f"binh-luan-{timezone.localdate():%Y-%m-%d}.json"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@require_POST
@for_person
def mail(request: HttpRequest, token: str, person: Person) -> HttpResponse:
    """Begin or stop to write to the person."""
    if person.email and request.POST.get("mail") == "on":
        correspondents.resume(person.email)
    elif person.email:
        correspondents.stop(person.email)
    return HttpResponseRedirect(request.path.removesuffix("thu/"), status=303)


@require_POST
@for_person
def erase(request: HttpRequest, token: str, person: Person) -> HttpResponse:
    """Have the person forgotten, who has said that they mean it."""
    form = EraseForm(request.POST)
    if not form.is_valid():
        return _show(request, token, person, form)
    try:
        erasure.order(person, texts=form.cleaned_data["texts"] == "yes")
    except erasure.Refused as refused:
        form.add_error(None, str(refused))
        return _show(request, token, person, form)
    return _page(request, "data_erased")
