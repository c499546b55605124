"""Writers as moderators know them: record, standing, bans; and the log of bans."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, ClassVar, cast

from django import forms
from django.contrib import admin, messages
from django.db.models import Exists, OuterRef, Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from articles.admin.searching import FoldedSearchMixin
from articles.vietnamese.dates import format_datetime
from comments.models import Ban, Standing, Writer
from comments.moderation import bans, trust

if TYPE_CHECKING:
    from newsroom.models import User

BY_RULES = "rules"
DAYS = (
    ("1", gettext_lazy("1 day")),
    ("7", gettext_lazy("7 days")),
    ("30", gettext_lazy("30 days")),
    ("90", gettext_lazy("90 days")),
    ("", gettext_lazy("For good")),
)


def _person(request: HttpRequest) -> User:
    return cast("User", request.user)


def said(ban: Ban) -> str:
    """Return what has become of a ban, in a few words."""
    if ban.lifted_at is not None:
        return _("lifted %(time)s") % {"time": format_datetime(ban.lifted_at)}
    if ban.until is None:
        return _("for good")
    return _("until %(time)s") % {"time": format_datetime(ban.until)}


class ActForm(forms.Form):
    """What is asked before several are banned, or bans lifted."""

    days = forms.ChoiceField(label=gettext_lazy("For how long"), choices=DAYS, required=False)
    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=300)

    def __init__(self, *args: Any, lifting: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["days"].initial = "7"
        self.fields["reason"].help_text = (
            _("Kept with the ban.") if lifting else _("The writer is told it.")
        )
        if lifting:
            del self.fields["days"]

    @property
    def days_given(self) -> int | None:
        return int(self.cleaned_data["days"]) if self.cleaned_data["days"] else None


def ask(
    model_admin: admin.ModelAdmin[Any],
    request: HttpRequest,
    chosen: QuerySet[Any],
    do: Callable[[ActForm], None],
    *,
    action: str,
    title: str,
) -> HttpResponse | None:
    """Ask how long and why, then ``do`` it; return the page that asks, or None when it is done."""
    lifting = action == "lift"
    form = ActForm(request.POST if "reason" in request.POST else None, lifting=lifting)
    if form.is_valid():
        try:
            do(form)
        except ValueError as error:
            form.add_error("reason", str(error))
        else:
            return None
    context = {
        **model_admin.admin_site.each_context(request),
        **{"title": title, "opts": model_admin.model._meta, "form": form, "action": action},
        "chosen": chosen,
    }
    return TemplateResponse(request, "admin/comments/act.html", context)


class BannedFilter(admin.SimpleListFilter):
    title = gettext_lazy("banned")
    parameter_name = "banned"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("1", gettext_lazy("Banned now"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Writer]) -> QuerySet[Writer]:
        if self.value() != "1":
            return queryset
        return queryset.filter(Exists(bans.in_force().filter(user=OuterRef("pk"))))


class WriterForm(forms.ModelForm):
    """The standing, given by hand or left to the rules."""

    given = forms.ChoiceField(
        label=gettext_lazy("Standing"),
        choices=[(BY_RULES, gettext_lazy("As the record earns it")), *Standing.choices],
        widget=forms.RadioSelect,
    )

    class Meta:
        model = Writer
        fields: ClassVar[list[str]] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        one = self.instance
        self.fields["given"].initial = one.standing if one.is_fixed else BY_RULES


class WriterSearchMixin(FoldedSearchMixin):
    search_fields: Any = ["folded__contains", "user__email__icontains"]


@admin.register(Writer)
class WriterAdmin(WriterSearchMixin, admin.ModelAdmin):
    form = WriterForm
    actions = ["trusted", "regular", "new", "by_rules", "ban", "lift"]
    list_display = ["name", "account", "level", "record", "joined", "banned"]
    list_filter = ["standing", "is_fixed", BannedFilter]
    list_per_page = 50
    search_help_text = gettext_lazy("Name, with or without accents, or e-mail")
    show_facets = admin.ShowFacets.NEVER
    show_full_result_count = False
    fields = ["name", "account", "joined", "record", "level", "given", "history"]
    readonly_fields = ["name", "account", "joined", "record", "level", "history"]

    class Media:
        css = {"all": ["css/admin-writers.css"]}

    def get_queryset(self, request: HttpRequest) -> QuerySet[Writer]:
        holding = Prefetch("user__bans", bans.in_force(), to_attr="bans_now")
        writers: QuerySet[Writer] = super().get_queryset(request)
        return writers.select_related("user").prefetch_related(holding)

    def get_object(
        self, request: HttpRequest, object_id: str, from_field: str | None = None
    ) -> Writer | None:
        """A writer's id is the account's: asked for as that, it may be out of any range."""
        try:
            return self.get_queryset(request).filter(user__id=object_id).first()
        except ValueError:
            return None

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Writer | None = None) -> bool:
        return False

    def has_ban_permission(self, request: HttpRequest) -> bool:
        return bans.may_ban(_person(request))

    # --- what is shown --------------------------------------------------------------------------

    @admin.display(description=gettext_lazy("e-mail"), ordering="user__email")
    def account(self, writer: Writer) -> str:
        return writer.user.email or "–"

    @admin.display(description=gettext_lazy("standing"), ordering="standing")
    def level(self, writer: Writer) -> str:
        label = writer.get_standing_display()
        fixed = _("fixed") if writer.is_fixed else ""
        text = '<span class="standing standing--{}">{}</span> <span class="quiet">{}</span>'
        return format_html(text, writer.standing, label, fixed)

    @admin.display(description=gettext_lazy("record"))
    def record(self, writer: Writer) -> str:
        counts = {name: getattr(writer, name) for name in trust.RECORD}
        return _("%(approved)d approved, %(rejected)d rejected, %(reported)d reported") % counts

    @admin.display(description=gettext_lazy("joined at"), ordering="joined_at")
    def joined(self, writer: Writer) -> str:
        return format_datetime(writer.joined_at)

    @admin.display(description=gettext_lazy("banned"))
    def banned(self, writer: Writer) -> str:
        now = writer.user.bans_now  # type: ignore[attr-defined]
        return said(max(now, key=bans.strength)) if now else "–"

    @admin.display(description=gettext_lazy("bans"))
    def history(self, writer: Writer) -> str:
        lines = [
            f"{format_datetime(one.made_at)}: {one.reason} ({said(one)})"
            for one in writer.user.bans.all()
        ]
        return "\n".join(lines) or "–"

    # --- what is done ---------------------------------------------------------------------------

    def save_model(self, request: HttpRequest, obj: Writer, form: Any, change: bool) -> None:
        given = form.cleaned_data["given"]
        trust.fix([obj.pk], None if given == BY_RULES else given, by=_person(request))

    @admin.action(description=gettext_lazy("Trusted"), permissions=["change"])
    def trusted(self, request: HttpRequest, queryset: QuerySet[Writer]) -> None:
        self._fix(request, queryset, Standing.TRUSTED)

    @admin.action(description=gettext_lazy("Regular"), permissions=["change"])
    def regular(self, request: HttpRequest, queryset: QuerySet[Writer]) -> None:
        self._fix(request, queryset, Standing.REGULAR)

    @admin.action(description=gettext_lazy("New"), permissions=["change"])
    def new(self, request: HttpRequest, queryset: QuerySet[Writer]) -> None:
        self._fix(request, queryset, Standing.NEW)

    @admin.action(description=gettext_lazy("As the record earns it"), permissions=["change"])
    def by_rules(self, request: HttpRequest, queryset: QuerySet[Writer]) -> None:
        self._fix(request, queryset, None)

    def _fix(
        self, request: HttpRequest, writers: QuerySet[Writer], standing: Standing | None
    ) -> None:
        ids = list(writers.order_by().values_list("pk", flat=True))
        changed = trust.fix(ids, standing, by=_person(request))
        for writer in changed:
            self.log_change(request, writer, [{"changed": {"fields": [str(_("Standing"))]}}])
        text = ngettext(
            "%(count)d writer has the standing now.",
            "%(count)d writers have the standing now.",
            len(changed),
        )
        messages.success(request, text % {"count": len(changed)})

    @admin.action(description=gettext_lazy("Ban"), permissions=["ban"])
    def ban(self, request: HttpRequest, queryset: QuerySet[Writer]) -> HttpResponse | None:
        ids = list(queryset.order_by().values_list("pk", flat=True))

        def do(form: ActForm) -> None:
            reason = form.cleaned_data["reason"]
            made = bans.ban_accounts(ids, days=form.days_given, reason=reason, by=_person(request))
            text = ngettext("%d writer is banned.", "%d writers are banned.", len(made))
            messages.success(request, text % len(made))

        return ask(self, request, queryset, do, action="ban", title=_("Ban writers"))

    @admin.action(description=gettext_lazy("Lift bans"), permissions=["ban"])
    def lift(self, request: HttpRequest, queryset: QuerySet[Writer]) -> HttpResponse | None:
        users = list(queryset.order_by().values_list("pk", flat=True))
        ids = list(bans.in_force().filter(user__in=users).values_list("pk", flat=True))
        title = _("Lift bans")
        return ask(self, request, queryset, lifter(request, ids), action="lift", title=title)


def lifter(request: HttpRequest, ids: list[int]) -> Callable[[ActForm], None]:
    """Return what lifts these bans and says how many."""

    def do(form: ActForm) -> None:
        number = bans.lift(ids, reason=form.cleaned_data["reason"], by=_person(request))
        text = ngettext("%d ban is lifted.", "%d bans are lifted.", number)
        messages.success(request, text % number)

    return do
