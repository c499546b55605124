"""Staff and roles."""

from typing import Any

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from newsroom.models import StaffSection, User
from newsroom.readers_admin import KindFilter

admin.site.index_title = _("The newsroom's desk")


class StaffSectionInline(admin.TabularInline):
    """The sections that the roles are limited to; whoever may change the person may change them."""

    model = StaffSection
    extra = 0
    autocomplete_fields = ["section"]
    verbose_name_plural = _("Only in these sections (in all, if none is named)")

    def has_view_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        return request.user.has_perm("newsroom.change_user")

    has_add_permission = has_change_permission = has_delete_permission = has_view_permission


@admin.register(User)
class UserAdmin(DjangoUserAdmin):
    list_display = ["username", "last_name", "first_name", "roles", "is_active"]
    list_filter = [KindFilter, "groups", "is_active"]
    filter_horizontal = ["groups", "user_permissions"]
    inlines = [StaffSectionInline]
    fieldsets = [
        (None, {"fields": ["username", "password"]}),
        (_("Person"), {"fields": ["last_name", "first_name", "email"]}),
        (_("Role"), {"fields": ["is_active", "is_staff", "groups"]}),
    ]
    further_rights = (_("Further rights"), {"fields": ["is_superuser", "user_permissions"]})

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        return super().get_queryset(request).prefetch_related("groups")

    def get_list_display(self, request: HttpRequest) -> Any:
        """Tell readers by their address: they have no roles, and mostly no name."""
        if request.GET.get(KindFilter.parameter_name) == "readers":
            return ["email", "username", "date_joined", "is_active"]
        return super().get_list_display(request)

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[User], search_term: str
    ) -> tuple[QuerySet[User], bool]:
        """Offer the staff alone where a person is to be chosen."""
        if request.path == reverse("admin:autocomplete"):
            queryset = queryset.filter(is_staff=True)
        return super().get_search_results(request, queryset, search_term)

    def get_fieldsets(self, request: HttpRequest, obj: User | None = None) -> Any:
        """Show the rights beyond a role to those alone who have them all."""
        fieldsets = super().get_fieldsets(request, obj)
        if obj is None or not request.user.is_superuser:
            return fieldsets
        return [*fieldsets, self.further_rights]

    def has_change_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """Keep a superuser's account, and so its password, out of others' reach."""
        if obj is not None and obj.is_superuser and not request.user.is_superuser:
            return False
        return super().has_change_permission(request, obj)

    @admin.display(description=_("roles"))
    def roles(self, user: User) -> str:
        return ", ".join(group.name for group in user.groups.all())
