"""What lies in the folder after each thing that can happen to a page; no process, no clock."""

import errno

import pytest

from newsroom.pagecache.files import LIVE, OLD, Folder, NotRemoved
from newsroom.pagecache.keeper import OLDEST, Keeper
from newsroom.pagecache.log import Change
from newsroom.pagecache.memory import Page

DAY = 24 * 60 * 60
FOREVER = 1e12


class Desk:
    """A keeper with its folder, who has caught up with change 5 at second 1000."""

    def __init__(self, root, **bounds):
        self.folder = Folder(root)
        self.keeper = Keeper(self.folder, **bounds)
        self.now = 1000.0
        self.endings = {}
        self.last = {}
        self.keeper.catch_up([], lambda keys: {}, 5, self.now)

    def take_in(self, name, *keys, number=5, until=FOREVER, old_until=FOREVER, size=10):
        page = Page((), b"x" * size, b"", "", frozenset(keys), number, until, old_until)
        last = lambda keys: max((self.last.get(key, -1) for key in keys), default=-1)  # noqa: E731
        return self.keeper.take_in(name, page, last, self.now)

    def change(self, *keys, takes_away=False):
        change = Change(self.keeper.number + 1, list(keys), takes_away)
        ends = lambda held: {key: at for key, at in self.endings.items() if key in held}  # noqa: E731
        self.keeper.catch_up([change], ends, change.number, self.now)

    def at(self, now):
        self.now = now
        return self.keeper.expire(now)

    def lying(self, place):
        root = self.folder.root / place
        return sorted(str(path.relative_to(root)) for path in root.rglob("*.page"))


@pytest.fixture
def desk(tmp_path):
    return Desk(tmp_path / "pages")


def test_a_change_moves_the_pages_of_its_keys_to_the_old_and_no_other(desk):
    desk.take_in("a.page", "article:1", "front")
    desk.take_in("b.page", "article:2")

    desk.change("article:1")

    assert (desk.lying(LIVE), desk.lying(OLD)) == (["b.page"], ["a.page"])


def test_what_is_taken_from_readers_is_not_even_an_old_page(desk):
    desk.take_in("a.page", "article:1", "front")
    desk.take_in("b.page", "article:2", "front")
    desk.change("article:1")

    desk.change("front", takes_away=True)

    assert (desk.lying(LIVE), desk.lying(OLD)) == ([], [])


def test_a_page_whose_making_began_before_a_change_is_not_taken_in(desk):
    desk.change("article:1")

    assert not desk.take_in("a.page", "article:1", number=5)
    assert desk.take_in("a.page", "article:1", number=6)
    assert desk.take_in("b.page", "article:2", number=5)


def test_a_page_that_is_older_than_the_keeper_is_taken_in_if_nothing_has_changed(desk):
    desk.last = {"article:1": 4, "article:2": 2}

    assert not desk.take_in("a.page", "article:1", number=3)
    assert desk.take_in("b.page", "article:2", number=3)


def test_a_page_of_another_database_is_not_taken_in(desk):
    assert not desk.take_in("a.page", "article:1", number=6)


def test_a_new_page_takes_the_place_of_the_old(desk):
    desk.take_in("a.page", "article:1")
    desk.change("article:1")
    desk.take_in("a.page", "article:1", number=6)

    assert (desk.lying(LIVE), desk.lying(OLD)) == (["a.page"], [])


def test_at_its_time_a_page_becomes_old_and_a_day_later_it_goes(desk):
    desk.take_in("a.page", "front", until=2000)

    assert desk.at(1999) == 2000
    assert desk.lying(LIVE) == ["a.page"]
    assert desk.at(2000) == 2000 + DAY == 2000 + OLDEST
    assert (desk.lying(LIVE), desk.lying(OLD)) == ([], ["a.page"])
    assert desk.at(2000 + DAY) is None
    assert desk.lying(OLD) == []


def test_a_page_whose_time_is_over_is_not_taken_in(desk):
    assert not desk.take_in("a.page", "front", until=1000)


def test_at_the_time_of_a_withdrawal_a_page_does_not_become_old(desk):
    desk.take_in("a.page", "front", until=2000, old_until=2000)
    desk.take_in("b.page", "front", until=1500, old_until=2000)
    desk.at(1500)
    assert desk.lying(OLD) == ["b.page"]

    desk.at(2000)

    assert (desk.lying(LIVE), desk.lying(OLD)) == ([], [])


def test_a_withdrawal_planned_later_ends_an_old_page_too(desk):
    desk.take_in("a.page", "article:1")
    desk.change("article:1")
    desk.endings = {"article:1": 3000.0}
    desk.change("article:1")

    assert desk.at(1000) == 3000
    assert desk.lying(OLD) == ["a.page"]
    desk.at(3000)
    assert desk.lying(OLD) == []


def test_a_page_taken_in_again_holds_for_as_long_as_it_says_then(desk):
    desk.take_in("a.page", "front", until=2000)
    desk.take_in("a.page", "front", until=3000)
    desk.at(2000)

    assert desk.lying(LIVE) == ["a.page"]


def test_the_oldest_go_where_there_is_no_room_and_old_pages_first(tmp_path):
    desk = Desk(tmp_path / "pages", room=100)
    desk.take_in("a.page", "article:1", size=30)
    desk.take_in("b.page", "article:2", size=30)
    desk.take_in("c.page", "article:3", size=30)
    desk.change("article:3")

    desk.take_in("d.page", "article:4", size=30)
    assert (desk.lying(LIVE), desk.lying(OLD)) == (["a.page", "b.page", "d.page"], [])
    desk.take_in("e.page", "article:5", size=30)
    assert desk.lying(LIVE) == ["b.page", "d.page", "e.page"]


def test_no_more_pages_are_kept_than_were_meant_to_be(tmp_path):
    desk = Desk(tmp_path / "pages", most=2)
    for name in "abc":
        desk.take_in(f"{name}.page", "front")

    assert desk.lying(LIVE) == ["b.page", "c.page"]


def test_another_database_than_before_has_none_of_its_pages(desk):
    desk.take_in("a.page", "front")
    desk.keeper.catch_up([], lambda keys: {}, 3, desk.now)

    assert (desk.lying(LIVE), desk.keeper.number) == ([], 3)
    assert desk.take_in("a.page", "front", number=3)


def test_a_change_of_very_many_pages_makes_all_old_at_once(desk, monkeypatch):
    monkeypatch.setattr("newsroom.pagecache.keeper.ONE_BY_ONE", 2)
    desk.take_in("d.page", "front")
    desk.change("front")
    for name in "abc":
        desk.take_in(f"{name}.page", "site", number=6, old_until=1500 if name == "a" else FOREVER)
    desk.change("site")

    assert (desk.lying(LIVE), desk.keeper.number) == ([], 7)
    assert desk.lying(OLD) == ["a.page", "b.page", "c.page"]
    assert desk.take_in("b.page", "site", number=7)
    assert (desk.lying(LIVE), desk.lying(OLD)) == (["b.page"], ["a.page", "c.page"])
    desk.at(1500)
    assert desk.lying(OLD) == ["c.page"]
    desk.change("site", takes_away=True)
    assert desk.lying(OLD) == []


def test_one_that_takes_something_away_leaves_nothing_of_very_many(desk, monkeypatch):
    monkeypatch.setattr("newsroom.pagecache.keeper.ONE_BY_ONE", 2)
    for name in "abc":
        desk.take_in(f"{name}.page", "site")
    desk.change("site", takes_away=True)

    assert (desk.lying(LIVE), desk.lying(OLD)) == ([], [])


def test_a_page_that_there_is_no_room_for_on_the_disk_is_not_there_in_part(desk, monkeypatch):
    desk.take_in("a.page", "front")
    monkeypatch.setattr("newsroom.pagecache.files._write", full_disk)

    with pytest.raises(OSError, match="No space"):
        desk.take_in("a.page", "front")

    assert desk.lying(LIVE) == []
    monkeypatch.undo()
    assert desk.take_in("a.page", "front")
    desk.change("front", takes_away=True)
    assert desk.lying(LIVE) == []


def test_an_old_page_that_there_is_no_room_for_is_removed_instead(desk, monkeypatch):
    desk.take_in("a.page", "front")
    monkeypatch.setattr("os.rename", full_disk)

    desk.change("front")

    assert (desk.lying(LIVE), desk.lying(OLD)) == ([], [])


def test_a_page_that_cannot_be_removed_is_said_and_all_go(desk, monkeypatch):
    desk.take_in("a.page", "front")
    desk.take_in("b.page", "site")
    monkeypatch.setattr("pathlib.Path.unlink", full_disk)

    with pytest.raises(NotRemoved):
        desk.change("front", takes_away=True)
    desk.keeper.empty()

    assert desk.lying(LIVE) == []


def full_disk(*args, **kwargs):
    raise OSError(errno.ENOSPC, "No space left on device")
