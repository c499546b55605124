"""Several files as one."""

import os
import re

import pytest
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.finders import get_finder

from newsroom.bundles import BundleFinder, make

A, B = "css/a.css", "js/b.js"


@pytest.fixture
def files(settings, tmp_path):
    """A place with two style sheets and two scripts, bundled."""
    for name, text in (
        (A, "a { color: red }\n"),
        ("css/c.css", "c { color: blue }\n"),
        (B, "const here = 1;\n"),
        ("js/d.js", "const here = 2;\n"),
    ):
        path = tmp_path / "static" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    settings.BASE_DIR, settings.DATA_DIR = tmp_path, tmp_path / "var"
    settings.BUNDLES = {"css/all.css": [A, "css/c.css"], "js/all.js": [B, "js/d.js"]}
    return tmp_path / "static"


def test_parts_stand_in_their_order(files):
    assert make("css/all.css").read_text() == "a { color: red }\n\nc { color: blue }\n"


def test_scripts_keep_their_names_to_themselves(files):
    text = make("js/all.js").read_text()

    assert re.findall(r"\{\s*const here = \d;\s*\}", text) == [
        "{\nconst here = 1;\n}",
        "{\nconst here = 2;\n}",
    ]


def test_a_changed_part_is_in_the_next_bundle(files):
    before = make("css/all.css").stat().st_mtime_ns
    part = files / A
    part.write_text("a { color: green }\n")
    os.utime(part, ns=(before + 10**9, before + 10**9))

    assert "green" in make("css/all.css").read_text()


def test_a_bundle_that_is_up_to_date_is_left_alone(files):
    path = make("css/all.css")
    path.write_text("as it is")
    newest = max((files / name).stat().st_mtime_ns for name in (A, "css/c.css"))
    os.utime(path, ns=(newest, newest))

    assert make("css/all.css").read_text() == "as it is"


def test_the_finder_offers_bundles_alone(files):
    finder = BundleFinder()

    assert finder.find("css/all.css", find_all=True) == [finder.find("css/all.css")]
    assert finder.find("css/a.css") == []
    assert [name for name, _storage in finder.list(["*.js"])] == ["css/all.css"]


def test_missing_parts_and_imports_are_told_at_start(files, settings):
    (files / B).write_text("import { x } from './d.js';\n")
    settings.BUNDLES = {"css/all.css": ["css/none.css"], "js/all.js": [B]}

    assert [found.id for found in BundleFinder().check()] == ["newsroom.E001", "newsroom.E002"]


def test_the_papers_own_bundles_are_whole_and_found():
    assert get_finder("newsroom.bundles.BundleFinder").check() == []
    for name in ("css/paper.css", "js/paper.js", "js/article.js"):
        assert finders.find(name), name
