"""The revisions of an article: listed, compared, restored, named."""

from __future__ import annotations

from typing import Any

from django.contrib.admin import ModelAdmin
from django.http import HttpRequest
from django.urls import URLPattern

from articles.models import Article


def urls(admin: ModelAdmin[Article]) -> list[URLPattern]:
    return []


def context(request: HttpRequest, article: Article | None) -> dict[str, Any]:
    return {}
