"""Readers tell when all of them have seen a change, and not before."""

import gzip
import json

import pytest

from newsroom.measured.connection import Answer
from newsroom.measured.watching import Watchers

WATCH = json.dumps({"path": "/the-thao/", "status": 200, "text": "Tin moi"})
OLD = Answer(200, '"1"', gzip.compress(b"<h1>Tin cu</h1>"), True)
NEW = Answer(200, '"2"', gzip.compress(b"<h1>Tin moi</h1>"), True)


@pytest.fixture
def watchers():
    found = Watchers(2)
    found.take(WATCH)
    assert [found.ask(0), found.ask(1)] == ["/the-thao/", "/the-thao/"]
    return found


def said(capsys):
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_they_are_armed_when_each_has_the_old_page(watchers, capsys):
    watchers.hear(0, OLD)
    watchers.hear(0, OLD)
    assert said(capsys) == []

    watchers.hear(1, OLD)
    assert said(capsys) == ["armed"]


def test_they_tell_when_the_last_has_the_new_one(watchers, capsys):
    for place in (0, 1):
        watchers.hear(place, OLD)
    watchers.hear(0, NEW)
    watchers.hear(1, OLD)
    assert said(capsys) == ["armed"]

    watchers.hear(1, NEW)

    [told] = said(capsys)
    assert told["answers"] == 5
    assert len(told["seen"]) == 2 and told["seen"] == sorted(told["seen"])


def test_an_answer_to_an_earlier_question_tells_nothing(watchers, capsys):
    watchers.take(json.dumps({"path": "/", "status": 410, "text": ""}))

    watchers.hear(0, Answer(410, "", b"", False))
    watchers.hear(1, Answer(410, "", b"", False))

    assert said(capsys) == []


def test_a_page_that_is_gone_is_known_by_its_status(watchers, capsys):
    watchers.take(json.dumps({"path": "/a.html", "status": 410, "text": ""}))
    for place in (0, 1):
        watchers.ask(place)
        watchers.hear(place, Answer(410, "", b"gone", False))

    assert len(said(capsys)[0]["seen"]) == 2
