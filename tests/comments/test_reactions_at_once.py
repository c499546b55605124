"""Many readers at once, and one in many windows: numbers stay right on either database."""

from functools import partial

import pytest
from django.db import connection

from comments import likes, own
from comments.models import Comment, CommentRules, Like, Report
from comments.moderation.decisions import decide
from comments.own import Changed, TooLate
from comments.recounting import recount
from comments.reports import report
from tests.comments.factories import CommentFactory
from tests.together import at_once, run_at_once

pytestmark = [pytest.mark.django_db(transaction=True)]


@pytest.fixture
def postgresql():
    if connection.vendor != "postgresql":
        pytest.skip("needs PostgreSQL (DATABASE_URL); the last test is SQLite's")


@pytest.fixture
def comment(postgresql):
    return CommentFactory(status="approved", reader="b0")


def test_two_hundred_likes_of_one_reader_are_one(comment):
    def press():
        return [likes.like(comment.pk, ["b1"], wanted=True).count for _ in range(10)]

    counts = at_once(*[press] * 20)

    comment.refresh_from_db()
    assert counts == [[1] * 10] * 20
    assert (comment.like_count, comment.interest, Like.objects.count()) == (1, 1, 1)


def test_fifty_readers_at_once_are_fifty(comment):
    def press(first):
        return [likes.like(comment.pk, [f"b{n}"], wanted=True) for n in (first, first + 1)]

    at_once(*[lambda n=n: press(n) for n in range(1, 51, 2)])

    comment.refresh_from_db()
    assert (comment.like_count, comment.interest, Like.objects.count()) == (50, 50, 50)


def test_presses_and_unpresses_at_once_leave_the_numbers_right(comment):
    def press(reader):
        for number in range(12):
            likes.like(comment.pk, [reader], wanted=number % 2 == 0)

    def decides():
        for status in ["rejected", "approved"] * 6:
            decide([comment.pk], status, by=None)

    at_once(*[lambda n=n: press(f"b{n % 4 + 1}") for n in range(8)], decides)

    assert recount(repair=False) == []


def test_one_reader_reports_once_and_the_third_holds(comment):
    readers = ["b1", "b2", "b3"] * 6

    told = at_once(*[lambda r=r: report(comment.pk, [r], reason="other") for r in readers])

    comment.refresh_from_db()
    assert sum(told) == Report.objects.count() == comment.report_count == 3
    assert comment.status == "pending"
    assert comment.events.filter(to_status="pending").count() == 1
    assert recount(repair=False) == []


def test_of_many_windows_that_edit_one_wins(postgresql):
    comment = CommentFactory(reader="b1")

    def edit(number):
        mine = Comment.objects.get(pk=comment.pk)
        own.edit(mine, f"Cửa sổ {number}", version=1)
        return "mine"

    results = at_once(*[lambda n=n: edit(n) for n in range(8)], refusals=Changed)

    assert results.count("mine") == comment.events.count() == 1
    assert all(isinstance(one, Changed) for one in results if one != "mine")


def test_an_edit_and_a_decision_at_once_follow_one_another(postgresql):
    for _ in range(20):
        comment = CommentFactory(reader="b1", body="Trước")

        def edit(comment=comment):
            own.edit(Comment.objects.get(pk=comment.pk), "Sau", version=1)
            return "edited"

        def approve(pk=comment.pk):
            return decide([pk], "approved", by=None, versions={pk: 1}).changed

        edited, approved = at_once(edit, approve, refusals=(Changed, TooLate))

        comment.refresh_from_db()
        assert (edited == "edited") != bool(approved)
        assert comment.body == ("Sau" if edited == "edited" else "Trước")


def test_withdrawals_replies_and_reports_do_not_wait_for_each_other_forever(postgresql):
    CommentRules.objects.create(pk=1, hold_after_reports=2)
    for _ in range(6):
        root = CommentFactory(status="approved", reader="b1")
        replies = [one.pk for one in CommentFactory.create_batch(4, parent=root)]
        readers = ("b5", "b6", "b7")

        at_once(
            partial(decide, replies, "approved", by=None),
            *[partial(own.withdraw, pk) for pk in (root.pk, *replies[:2])],
            *[partial(report, replies[3], [reader], reason="other") for reader in readers],
            partial(likes.like, root.pk, ["b8"], wanted=True),
        )

        assert recount(repair=False) == []


START = "import django; django.setup()\n"
FILL = START + (
    "from tests.comments.factories import CommentFactory\nCommentFactory(status='approved')\n"
)
HOST = START + (
    "import sys, time\n"
    "from concurrent.futures import ThreadPoolExecutor\n"
    "from pathlib import Path\n"
    "from comments import likes\n"
    "from comments.models import Comment\n"
    "from django.db import connection\n"
    "folder, name = Path(sys.argv[1]), sys.argv[2]\n"
    "pk = Comment.objects.get().pk\n"
    "def press(number):\n"
    "    readers = ['b1', f'b{name}{number}']\n"
    "    for reader in readers[: 1 if number % 4 else 2]:\n"
    "        likes.like(pk, [reader], wanted=True)\n"
    "    connection.close()\n"
    "(folder / name).touch()\n"
    "while not (folder / 'go').exists():\n"
    "    time.sleep(0.01)\n"
    "with ThreadPoolExecutor(10) as pool:\n"
    "    print(len(list(pool.map(press, range(100)))))\n"
)
COUNT = START + (
    "from comments.models import Comment, Like\n"
    "from comments.recounting import recount\n"
    "one = Comment.objects.get()\n"
    "mine = Like.objects.filter(reader='b1').count()\n"
    "print(mine, Like.objects.count(), one.like_count, one.interest, len(recount()))\n"
)


def test_two_processes_on_sqlite_press_two_hundred_times(migrated_folder):
    said, counted = run_at_once(migrated_folder, fill=FILL, host=HOST, count=COUNT)

    assert said == [b"100", b"100"]
    # Of the one reader one; of fifty others one each: 25 in either process.
    assert counted == [b"1", b"51", b"51", b"51", b"0"]
