"""The follower of the log: everything is told, twice, and in order."""

import json
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from newsroom.cdn import purging, telling
from newsroom.models import PageChange, PageMoment, PurgePlace
from newsroom.pagecache import log
from tests.factories import ArticleFactory, stored_photo
from tests.together import at_once

pytestmark = pytest.mark.django_db


@pytest.fixture
def told(stub, fastly):
    """What the network is told by a step, as pairs of keys and whether it is hard."""
    name = fastly.names[0]
    purging.step(fastly, name)  # a new place is purged whole
    assert [path for _method, path, _headers, _body in stub.asked] == [f"/service/{name}/purge_all"]

    def step():
        log.number()  # as is done after each commit
        stub.asked.clear()
        purging.step(fastly, name)
        return [
            (set(json.loads(body)["surrogate_keys"]), "Fastly-Soft-Purge" not in headers)
            for _method, _path, headers, body in stub.asked
        ]

    return step


def change(*keys, takes_away=False):
    log.follow(keys=frozenset(keys), takes_away=takes_away)
    log.number()


def test_each_change_is_told_and_told_again_after_the_longest_way(told, monkeypatch):
    change("article:1", "front")
    assert told() == [({"article:1", "front", "any"}, False)]
    assert told() == []

    monkeypatch.setattr(purging, "AGAIN", 0.0)
    assert told() == [({"article:1", "front", "any"}, False)]
    assert told() == []


def test_what_is_taken_away_goes_at_once_with_its_photos(told):
    photo = stored_photo()
    article = ArticleFactory(public=True, photos=[photo])
    told()
    change("article:9", "front")
    change(f"article:{article.pk}", "front", takes_away=True)

    hard = {f"article:{article.pk}", "front", f"photo:{photo.pk}", "any"}
    assert told() == [(hard, True), ({"article:9", "any"}, False)]


def test_what_time_takes_away_goes_at_its_time(told):
    at = timezone.now() + timedelta(hours=1)
    PageMoment.objects.create(key="article:5", at=at, takes_away=True)
    assert told() == []

    now = timezone.now()
    PurgePlace.objects.update(ended_at=now - timedelta(minutes=1))
    PageMoment.objects.update(at=now - timedelta(seconds=10))
    assert told() == [({"article:5", "any"}, True)]
    assert told() == []


def test_a_refused_purge_is_told_once_more(told, stub, fastly):
    change("article:1")
    stub.answers = [(503, {}, b""), (200, {}, b"")]
    with pytest.raises(telling.NotTold):
        purging.step(fastly, fastly.names[0])

    assert told() == [({"article:1", "any"}, False)]


def test_a_place_that_the_log_cannot_bring_up_to_date_is_purged_whole(told, stub, fastly):
    change("article:1")
    change("article:2")
    PageChange.objects.order_by("number").first().delete()

    stub.asked.clear()
    assert purging.step(fastly, fastly.names[0]).everything
    assert stub.asked[0][1].endswith("/purge_all")
    change("article:3")
    assert told() == [({"article:3", "any"}, False)]


@pytest.mark.django_db(transaction=True)
def test_of_several_hosts_one_tells(told, stub, fastly):
    if connection.vendor == "sqlite":
        pytest.skip("SQLite has one host")
    change("article:1")
    stub.asked.clear()

    at_once(*[lambda: purging.step(fastly, fastly.names[0])] * 4)

    assert len(stub.asked) == 1
