"""Which front an address means, and whether who asks may arrange it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, Final

from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _

from articles import frontversions
from articles.admin.opening import number_in
from articles.admin.staff import member
from articles.models import Front, FrontVersion, Section

HOME: Final = "home"


@dataclass(frozen=True)
class Place:
    """A front on the newsroom's screens; ``front`` is None where nobody has arranged it yet."""

    section: Section | None
    front: Front | None = None

    @property
    def key(self) -> str:
        return HOME if self.section is None else str(self.section.pk)

    @property
    def name(self) -> str:
        return str(self.section) if self.section else _("Home page")

    @property
    def version(self) -> FrontVersion | None:
        return self.front.current if self.front else None

    @property
    def base(self) -> int:
        """The number of the current version, 0 without any."""
        return self.version.number if self.version else 0

    @property
    def public_url(self) -> str:
        return reverse("articles:home") if self.section is None else self.section.get_absolute_url()

    def url(self, name: str, *args: Any) -> str:
        return reverse(f"admin:articles_front_{name}", args=[self.key, *args])

    # What templates link to.
    @property
    def arrange_url(self) -> str:
        return self.url("arrange")

    @property
    def preview_url(self) -> str:
        return self.url("preview")

    @property
    def history_url(self) -> str:
        return self.url("versions")

    @property
    def undo_url(self) -> str:
        return self.url("undo")


def address(
    admin: ModelAdmin[Front], route: str, view: Callable[..., HttpResponseBase], name: str
) -> URLPattern:
    """Return an address below a front's: ``view(request, place, …)`` for who may arrange it."""

    @wraps(view)
    def guarded(request: HttpRequest, place: str, **kwargs: Any) -> HttpResponseBase:
        found = _find(request, place)
        return view(request, found, admin=admin, **kwargs)

    wrapped = admin.admin_site.admin_view(guarded)
    return path(f"<slug:place>/{route}", wrapped, name=f"articles_front_{name}")


def _find(request: HttpRequest, key: str) -> Place:
    """Return the front that ``home``, or a section's id, names.

    Raises:
        PermissionDenied: this person may not arrange it.
        Http404: there is no such section.
    """
    section = None
    if key != HOME:
        number = number_in(key)
        if number is None:
            raise Http404
        section = get_object_or_404(Section.objects.select_related("parent"), pk=number)
    if not frontversions.may_arrange(member(request), section):
        raise PermissionDenied
    return Place(section, frontversions.find(section))
