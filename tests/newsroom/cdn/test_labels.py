"""What answers tell the network in front."""

import time

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from articles.dependencies import depends_on
from newsroom.cdn import labels
from newsroom.pagecache.memory import Page


def page(*, keys=("article:1", "front"), until=3600.5, old_until=float("inf")):
    now = time.time()
    return Page((), b"", b"", "", frozenset(keys), 1, now + until, now + old_until)


def answered(settings, headers, *, status=200):
    def view(request):
        depends_on("photo:7")
        return HttpResponse(status=status, headers=headers)

    return labels.CdnMiddleware(view)(RequestFactory().get("/")).headers


@pytest.mark.parametrize(
    ("kind", "names", "says"),
    [
        ("fastly", "Surrogate-Key", "all article:1 front"),
        ("cloudflare", "Cache-Tag", "all,article:1,front"),
        ("varnish", "xkey", "all article:1 front"),
    ],
)
def test_keys_are_spelled_as_each_network_reads_them(request, settings, kind, names, says):
    settings.CDN = request.getfixturevalue(kind)
    headers = labels.of_page(page())

    control = "CDN-Cache-Control" if kind == "cloudflare" else "Surrogate-Control"
    assert headers[names] == says
    assert headers[control] == "max-age=3600, stale-if-error=86400"
    assert headers["Cache-Control"] == "no-cache"


def test_without_a_network_nothing_is_said(settings):
    assert settings.CDN is None
    assert labels.of_page(page()) == {}


def test_what_will_be_taken_away_is_not_shown_after_that_even_on_errors(settings, fastly):
    settings.CDN = fastly
    assert "stale" not in labels.of_page(page(until=60.5, old_until=60.5))["Surrogate-Control"]
    ends = labels.of_page(page(until=60.5, old_until=90.9))["Surrogate-Control"]
    assert ends == "max-age=60, stale-if-error=30"


def test_a_page_of_too_many_keys_is_purged_with_every_change(settings, fastly):
    settings.CDN = fastly
    headers = labels.of_page(page(keys=[f"article:{n}" for n in range(5000)]))
    assert headers["Surrogate-Key"] == "all any"


def test_public_files_are_kept_for_as_long_as_they_say_and_by_their_photo(settings, fastly):
    settings.CDN = fastly
    headers = answered(settings, {"Cache-Control": "public, max-age=600, must-revalidate"})
    assert headers["Surrogate-Control"] == "max-age=600"
    assert headers["Surrogate-Key"] == "all photo:7"
    assert headers["Cache-Control"] == "public, max-age=600, must-revalidate"


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({}, 404),
        ({"Cache-Control": "no-cache"}, 410),
        ({"Cache-Control": "private, no-store"}, 200),
        ({"Cache-Control": "public, max-age=600"}, 503),
    ],
)
def test_all_else_is_for_one_reader(settings, fastly, headers, status):
    settings.CDN = fastly
    said = answered(settings, headers, status=status)
    assert said["Surrogate-Control"] == "no-store"
    assert "private" in said["Cache-Control"]
    assert "Surrogate-Key" not in said
