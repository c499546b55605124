"""What the newsroom keeps once for all articles: the paper, sections, authors, keywords."""

from typing import Any

import taggit.models
from django.contrib import admin
from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from articles.admin.searching import FoldedSearchMixin
from articles.models import Author, Byline, Publication, Section, Tag
from articles.models.discussed import CommentsMode
from articles.vietnamese.slugs import slugify

# taggit brings a model of its own, which this site does not use.
admin.site.unregister(taggit.models.Tag)


COMMENTS = ("comments_mode", "comments_days", "comments_notice")
COMMENTS_SAID = _(
    "Writers without a standing, guests among them, are held wherever comments are shown at once."
)


@admin.register(Publication)
class PublicationAdmin(admin.ModelAdmin):
    list_display = ["name", "tagline", "editor_in_chief"]
    fieldsets = [
        (None, {"fields": ["name", "tagline", "dateline"]}),
        (
            _("The footer"),
            {
                "fields": [
                    *("governing_body", "licence", "editor_in_chief"),
                    *("address", "phone", "email"),
                ]
            },
        ),
        (
            _("House style"),
            {
                "fields": [
                    *("title_best", "title_most", "lead_best", "lead_most"),
                    "corrections_place",
                ]
            },
        ),
        (_("Comments"), {"fields": [*COMMENTS, "comments_order"], "description": COMMENTS_SAID}),
        (_("Feeds and search engines"), {"fields": ["feed_full_text", "indexnow_key"]}),
    ]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return super().has_add_permission(request) and not Publication.objects.exists()

    def formfield_for_choice_field(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Nothing is above the paper: say what holds where nothing is chosen."""
        if db_field.name == "comments_mode":
            usual = ("", _("Not chosen: held, a moderator reads each before it is shown"))
            kwargs["choices"] = [usual, *(one for one in CommentsMode.choices if one[0])]
        return super().formfield_for_choice_field(db_field, request, **kwargs)


@admin.register(Section)
class SectionAdmin(admin.ModelAdmin):
    list_display = ["__str__", "slug", "position"]
    list_editable = ["position"]
    list_select_related = ["parent"]
    search_fields = ["name", "slug"]
    fieldsets = [
        (None, {"fields": ["name", "parent", "slug", "description", "position", "publication"]}),
        (_("Comments"), {"fields": COMMENTS, "description": COMMENTS_SAID}),
    ]

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, str | list[str]]:
        paper = Publication.objects.first()
        return {"publication": str(paper.pk)} if paper else {}


@admin.register(Author)
class AuthorAdmin(FoldedSearchMixin, admin.ModelAdmin):
    list_display = ["name", "user", "article_count"]
    list_select_related = ["user"]
    ordering = ["sort_key", "id"]
    fields = ["name", "slug", "user", "description"]
    autocomplete_fields = ["user"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Author]:
        authors: QuerySet[Author] = super().get_queryset(request)
        # Counted for the authors that a page shows, not over all bylines.
        own = Byline.objects.filter(author=OuterRef("pk")).order_by().values("author")
        count = Subquery(own.values(number=Count("pk")))
        return authors.annotate(uses=Coalesce(count, 0))

    @admin.display(description=_("articles"), ordering="uses")
    def article_count(self, author: Author) -> int:
        return author.uses  # type: ignore[attr-defined,no-any-return]


@admin.register(Tag)
class TagAdmin(admin.ModelAdmin):
    list_display = ["name", "slug"]
    search_fields = ["slug", "name"]
    fields = ["name", "slug"]

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Tag], search_term: str
    ) -> tuple[QuerySet[Tag], bool]:
        # A keyword's address is its name without accents.
        return super().get_search_results(request, queryset, slugify(search_term) or search_term)
