"""Files: every encoding gives one text; what is no text is refused with a sentence."""

from pathlib import Path

import pytest

from articles.importing.files import MAX_BYTES, text_of_bytes, text_of_file
from articles.importing.parts import ParseError


def test_folder_is_refused(tmp_path):
    with pytest.raises(ParseError):
        text_of_file(tmp_path)


@pytest.mark.parametrize("name", ["khong-co.txt", "a\0b"])
def test_missing_file_is_refused(tmp_path, name):
    with pytest.raises(ParseError):
        text_of_file(tmp_path / name)


@pytest.mark.parametrize("error", [PermissionError(13, "denied"), OSError(5, "I/O error")])
def test_unreadable_file_is_refused(tmp_path, monkeypatch, error):
    def refuse(*arguments):
        raise error

    monkeypatch.setattr(Path, "open", refuse)

    with pytest.raises(ParseError):
        text_of_file(tmp_path / "kin.txt")


def test_huge_file_is_refused_without_reading_it(tmp_path):
    path = tmp_path / "lon.txt"
    with path.open("wb") as file:
        file.truncate(50_000_000)

    with pytest.raises(ParseError, match="5 MB"):
        text_of_file(path)


def test_file_of_the_largest_size_is_read():
    assert len(text_of_bytes(b"a" * MAX_BYTES)) == MAX_BYTES


@pytest.mark.parametrize(
    ("data", "line"),
    [(b"", None), (b" \r\n", None), (b"\x89PNG\r\n\x1a\n" + bytes(64), 1), (b"Tit\nmot\x00hai", 2)],
)
def test_what_is_no_text_is_refused_with_its_line(data, line):
    with pytest.raises(ParseError) as caught:
        text_of_bytes(data)

    assert caught.value.line == line
