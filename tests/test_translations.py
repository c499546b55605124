"""The interface is Vietnamese: every text has its translation, and what runs is what is read."""

import gettext
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import polib
import pytest

ROOT = Path(__file__).resolve().parent.parent
CATALOGUE = ROOT / "locale" / "vi" / "LC_MESSAGES" / "django.po"


def entries():
    return [entry for entry in polib.pofile(str(CATALOGUE)) if not entry.obsolete]


def test_no_translation_is_missing_or_uncertain():
    wrong = [entry.msgid for entry in entries() if not entry.translated() or entry.fuzzy]

    assert wrong == []


def test_placeholders_are_kept():
    pattern = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")
    wrong = [
        entry.msgid
        for entry in entries()
        if not entry.msgid_plural
        and sorted(pattern.findall(entry.msgid)) != sorted(pattern.findall(entry.msgstr))
    ]

    assert wrong == []


def test_what_runs_is_what_is_read():
    with CATALOGUE.with_suffix(".mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)

    for entry in entries():
        if entry.msgid_plural:
            continue
        text = (
            compiled.pgettext(entry.msgctxt, entry.msgid)
            if entry.msgctxt
            else compiled.gettext(entry.msgid)
        )
        assert text == entry.msgstr


@pytest.mark.skipif(shutil.which("xgettext") is None, reason="Debian's gettext is not installed")
def test_every_text_of_the_sources_is_in_the_catalogue(tmp_path):
    for name in ("articles", "comments", "newsroom", "templates"):
        ours = shutil.ignore_patterns("__pycache__")  # where other tests' processes write
        shutil.copytree(ROOT / name, tmp_path / name, ignore=ours)
    (tmp_path / "locale" / "vi" / "LC_MESSAGES").mkdir(parents=True)
    command = [
        sys.executable,
        "-m",
        "django",
        "makemessages",
        "-l",
        "vi",
        "--no-wrap",
        "--no-location",
    ]
    env = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    subprocess.run(command, cwd=tmp_path, env=env, check=True, capture_output=True)

    fresh = polib.pofile(str(tmp_path / "locale" / "vi" / "LC_MESSAGES" / "django.po"))
    known = {(entry.msgctxt, entry.msgid) for entry in entries()}

    assert {(e.msgctxt, e.msgid) for e in fresh} - known == set()
    assert known - {(e.msgctxt, e.msgid) for e in fresh} == set()
