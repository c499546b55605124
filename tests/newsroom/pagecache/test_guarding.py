"""However who keeps pages dies, readers have none of the files any more."""

import os
import signal

import pytest

from newsroom.pagecache import guarding
from newsroom.pagecache.files import Folder
from tests.newsroom.pagecache.keepers import child_of, running
from tests.together import eventually

# A keeper with nothing to do: it puts a page there and waits.
IDLE = """
import select, sys
from pathlib import Path
from django.conf import settings
root = Path(sys.argv[1])
settings.configure(DATA_DIR=root.parent, PAGES_DIR=root, CACHES={})
from newsroom.pagecache import guarding
from newsroom.pagecache.files import Folder

def work(end):
    Folder(root).prepare()
    (root / "live" / ".page").write_text("x")
    (root / "old" / ".page").write_text("x")
    select.select([end], [], [])

guarding.lock(root)
sys.exit(guarding.guard(root, work))
"""


@pytest.fixture
def root(tmp_path):
    return tmp_path / "pages"


@pytest.fixture
def keeper(root):
    with running("-c", IDLE, str(root)) as process:
        eventually(lambda: (root / "old" / ".page").exists())
        yield process


def is_gone(root):
    return not (root / "live" / ".page").exists() and not (root / "old" / ".page").exists()


def test_when_the_one_who_works_is_killed_pages_go(keeper, root):
    os.kill(child_of(keeper), signal.SIGKILL)

    eventually(lambda: is_gone(root), 5)
    assert keeper.wait(5) == 1


def test_when_the_one_who_watches_is_killed_the_other_ends_and_pages_go(root):
    # Only the process itself can take them away then: its work ends, as ``Day.run`` shows.
    with running("-c", IDLE, str(root)) as process:
        eventually(lambda: (root / "old" / ".page").exists())
        child = child_of(process)
        process.kill()
        process.wait(5)

        eventually(lambda: not os.path.exists(f"/proc/{child}"), 5)


def test_when_both_are_killed_at_once_an_application_process_takes_pages_away(keeper, root):
    guarding.stand_by(root)
    assert not is_gone(root)

    child = child_of(keeper)
    os.kill(keeper.pid, signal.SIGSTOP)
    os.kill(child, signal.SIGKILL)
    os.kill(keeper.pid, signal.SIGKILL)

    eventually(lambda: is_gone(root), 5)


def test_told_to_end_it_ends_cleanly(keeper, root):
    keeper.terminate()

    assert keeper.wait(10) == 0
    assert is_gone(root)


def test_there_is_one_on_each_host(keeper, root, monkeypatch):
    monkeypatch.setattr(guarding, "PATIENCE", 0.1)

    with pytest.raises(guarding.KeptAlready):
        guarding.lock(root)
    assert guarding.empty_if_left(root)
    assert not is_gone(root)

    keeper.terminate()
    keeper.wait(10)
    Folder(root).prepare()
    (root / "live" / ".page").write_text("x")

    assert not guarding.empty_if_left(root)
    assert is_gone(root)
    os.close(guarding.lock(root))
