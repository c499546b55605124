"""docs/deploy.md speaks of what is there."""

import re
from pathlib import Path

import pytest
from django.core.management import get_commands

ROOT = Path(__file__).resolve().parents[2]
GUIDE = (ROOT / "docs" / "deploy.md").read_text()
UNITS = {path.name for path in (ROOT / "deploy" / "systemd").iterdir()}


@pytest.mark.parametrize("path", sorted(set(re.findall(r"\bdeploy/[\w./-]*\w", GUIDE))))
def test_its_files_are_there(path):
    assert (ROOT / path).exists()


def test_its_commands_are_there():
    commands = set(re.findall(r"newsroom-manage ([a-z_]+)", GUIDE))

    assert commands
    assert commands <= set(get_commands())


def test_its_units_are_there():
    named = set(re.findall(r"newsroom-(?:web|keeper|worker|tick)(?:\.timer)?\b", GUIDE))

    assert named
    assert {name if "." in name else f"{name}.service" for name in named} <= UNITS


def test_every_part_of_a_deployment_is_in_it():
    ways = ("nginx-install", "systemd-install", "newsroom-manage", "compose.yaml")
    for name in (*ways, "newsroom.env.example"):
        assert f"deploy/{name}" in GUIDE
