"""The readers who look for stale pages find one where there is one."""

import pytest

from newsroom.measured.connection import Answer
from newsroom.measured.rounds import Board, Judges


@pytest.fixture
def board(tmp_path):
    return Board(tmp_path / "board", articles=2)


@pytest.fixture
def judges(board):
    return Judges(board, ["/a.html", "/b.html"], number=1)


def page(number, status=200):
    return Answer(status, f'"{number}"', f"<p>Bài thử, vong {number:07}.</p>".encode(), False)


def test_a_page_older_than_what_had_been_published_is_stale(board, judges):
    board.publish(0, 5)
    judges.ask(0)

    judges.hear(0, page(4))

    assert (judges.found["stale"], judges.found["answers"]) == (1, 1)


def test_what_is_published_after_the_question_need_not_be_in_the_answer(board, judges):
    board.publish(0, 5)
    judges.ask(0)
    board.publish(0, 6)

    judges.hear(0, page(5))

    assert judges.found["stale"] == 0


def test_an_older_page_after_a_newer_one_goes_backwards_though_nothing_was_published(board, judges):
    board.publish(0, 5)
    board.see(0, 6)  # some reader has had it before its publication was answered
    judges.ask(0)

    judges.hear(0, page(5))

    assert (judges.found["stale"], judges.found["backwards"]) == (0, 1)


def test_articles_are_asked_for_in_turn_and_counted_apart(board, judges):
    board.publish(1, 9)

    assert [judges.ask(0), judges.ask(0), judges.ask(0)] == ["/a.html", "/b.html", "/a.html"]
    judges.hear(0, page(0))
    assert judges.found["stale"] == 0


@pytest.mark.parametrize("answer", [page(3, status=503), Answer(200, "", b"<p>nichts</p>", False)])
def test_what_is_not_the_page_is_counted_apart(board, judges, answer):
    board.publish(0, 9)
    judges.ask(0)

    judges.hear(0, answer)

    assert (judges.found["refused"], judges.found["stale"]) == (1, 0)


def test_the_board_is_shared_by_all_who_open_it(board, tmp_path):
    board.publish(1, 2**40)
    board.see(1, 7)
    board.see(1, 3)

    other = Board(tmp_path / "board", articles=2)

    assert (other.published(1), other.published(0)) == (2**40, 0)
    assert (other.seen(1), other.seen(0)) == (7, 0)
