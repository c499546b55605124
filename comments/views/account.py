"""A reader's own pages: name, wishes, what became of what they wrote."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from articles.querysets import InvalidCursor
from comments import accounts
from comments.accounts import entry, own
from comments.accounts.adapters import SUGGESTED_NAME
from comments.accounts.forms import NameForm
from comments.identity import user_of
from comments.models import Comment, Writer
from comments.views.sign_in import offered


@require_http_methods(["GET", "HEAD", "POST"])
@offered(accounts.are_offered)
def account(request: HttpRequest) -> HttpResponse:
    """Show one's own page, and take changes of the name and the wishes."""
    user = user_of(request)
    if user is None:
        return HttpResponseRedirect(reverse("accounts:sign_in"))
    if entry.works_here(user):
        return render(request, "account/staff.html")
    writer = Writer.objects.filter(user=user).first()
    if writer is None:
        return HttpResponseRedirect(reverse("accounts:name"))
    name = writer.name
    form = NameForm(request.POST if request.method == "POST" else None, instance=writer)
    if form.is_valid():
        form.save()
        return HttpResponseRedirect(reverse("accounts:account", query={"da-luu": "1"}), status=303)
    try:
        page = own.load(user, after=request.GET.get("sau", ""))
    except InvalidCursor as error:
        raise Http404 from error
    context = {
        "form": form,
        "name": name,
        "email": user.email,
        "page": page,
        "is_saved": "da-luu" in request.GET,
        "public_page": _public_page(writer),
        "data_page": reverse("comments:data-own", args=["toi"]),
    }
    return render(request, "account/account.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@offered(accounts.are_offered)
def name(request: HttpRequest) -> HttpResponse:
    """Ask, the first time, for the name to be called by; go on to where one came from."""
    user = user_of(request)
    back = accounts.own_page(request.GET.get("next", ""))
    if user is None:
        address = reverse("accounts:sign_in", query={"next": back} if back else None)
        return HttpResponseRedirect(address)
    if entry.works_here(user) or Writer.objects.filter(user=user).exists():
        return HttpResponseRedirect(back or reverse("accounts:account"), status=303)
    suggested = request.session.get(SUGGESTED_NAME, "")
    form = NameForm(request.POST if request.method == "POST" else None, initial={"name": suggested})
    if not form.is_valid():
        status = 422 if form.is_bound else 200
        return render(request, "account/name.html", {"form": form}, status=status)
    # Sent twice, the first name stays.
    Writer.objects.get_or_create(user=user, defaults=form.cleaned_data)
    request.session.pop(SUGGESTED_NAME, None)
    return HttpResponseRedirect(back or reverse("accounts:account"), status=303)


def _public_page(writer: Writer) -> str:
    """Return the address of what others see of the writer; empty while they see nothing."""
    if not Comment.objects.of_writer(writer.pk).exists():
        return ""
    return reverse("comments:writer", args=[writer.public_id])
