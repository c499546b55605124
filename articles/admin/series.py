"""The register of series."""

from django.contrib import admin

from articles.admin.searching import FoldedSearchMixin
from articles.models import Series


@admin.register(Series)
class SeriesAdmin(FoldedSearchMixin, admin.ModelAdmin):
    list_display = ["name", "slug"]
    fields = ["name", "slug", "description"]
