"""The example of the environment and the table in README.md speak of the same variables."""

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / "deploy" / "newsroom.env.example"


def in_the_readme():
    rows = [
        line.split("|")[1] for line in (ROOT / "README.md").read_text().splitlines() if "|" in line
    ]
    return {name for row in rows for name in re.findall(r"`([A-Z][A-Z_]+)`", row)}


def in_the_example():
    lines = EXAMPLE.read_text().splitlines()
    found = (re.fullmatch(r"#?([A-Z][A-Z_]+)=(.*)", line) for line in lines)
    return {match[1]: match[2] for match in found if match}


def test_both_name_the_same_variables():
    assert set(in_the_example()) == in_the_readme()


def test_the_example_starts_once_it_has_a_key(tmp_path):
    lines = EXAMPLE.read_text().splitlines()
    given = dict(line.split("=", 1) for line in lines if re.match("[A-Z]", line))
    given |= {"SECRET_KEY": "k" * 60, "DATA_DIR": str(tmp_path), "PATH": os.environ["PATH"]}

    done = subprocess.run(
        [sys.executable, "-c", "import django; django.setup()"],
        env={**given, "DJANGO_SETTINGS_MODULE": "newsroom.settings"},
        cwd=ROOT,
        capture_output=True,
        text=True,
    )

    assert (done.returncode, done.stderr) == (0, "")
