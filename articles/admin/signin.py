"""Signing in again in place, while an article is open: what is written stays on the screen."""

from __future__ import annotations

from django.contrib.admin import ModelAdmin
from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from articles.models import Article


def urls(admin: ModelAdmin[Article]) -> list[URLPattern]:
    name = "articles_article_sign_in_again"
    return [path("sign-in-again/", sign_in_again, name=name)]


@sensitive_post_parameters()
@never_cache
@csrf_protect
@require_http_methods(["GET", "POST"])
def sign_in_again(request: HttpRequest) -> HttpResponse:
    """Say who is signed in and give a token for forms; by POST sign the page's writer in.

    Whatever is wrong is answered with the same sentence, so that nobody learns who has an
    account. Only the page's writer is let in: another's text must not be sent in their name.
    """
    if request.method == "POST":
        form = AdminAuthenticationForm(request, data=request.POST)
        if not form.is_valid() or str(form.get_user().pk) != request.POST.get("writer"):
            text = _("The password is not right, or the account may not sign in.")
            return JsonResponse({"problems": [text]}, status=403)
        login(request, form.get_user())
    return JsonResponse({"user": request.user.pk, "token": get_token(request)})
