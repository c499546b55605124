"""Readers' accounts in the admin: apart from the staff, whose list and choices hold no reader."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialToken
from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from newsroom.models import User

# An address is an account's key, and a service is configured where the site is: nobody edits
# either here.
for model in (EmailAddress, SocialAccount, SocialApp, SocialToken):
    admin.site.unregister(model)


class KindFilter(admin.SimpleListFilter):
    """The staff, unless readers are asked for: a paper has very many of them."""

    title = _("whose account")
    parameter_name = "kind"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("readers", _("Readers"))]

    def choices(self, changelist: ChangeList) -> Iterator[Any]:
        for value, label in ((None, _("Staff")), ("readers", _("Readers"))):
            query = {} if value is None else {self.parameter_name: value}
            gone = [self.parameter_name] if value is None else []
            yield {
                "selected": self.value() == value,
                "query_string": changelist.get_query_string(query, gone),
                "display": label,
            }

    def queryset(self, request: HttpRequest, queryset: QuerySet[User]) -> QuerySet[User]:
        return queryset.filter(is_staff=self.value() != "readers")
