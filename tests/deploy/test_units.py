"""systemd's own opinion of the units."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

UNITS = Path(__file__).resolve().parents[2] / "deploy" / "systemd"
SERVICES = sorted(path.name for path in UNITS.glob("*.service"))
#: "OK" of systemd's words; 10 is a process that may do anything.
MOST_EXPOSED = 2.0

pytestmark = pytest.mark.skipif(
    shutil.which("systemd-analyze") is None, reason="needs systemd-analyze"
)


@pytest.fixture
def installed(tmp_path):
    """The units with the programs of this environment."""
    shutil.copytree(UNITS, tmp_path / "units")
    own = str(Path(sys.executable).parent)
    for path in (tmp_path / "units").glob("*.service"):
        path.write_text(path.read_text().replace("/opt/newsroom/.venv/bin", own))
    return tmp_path / "units"


def analyze(folder, *arguments):
    return subprocess.run(
        ["systemd-analyze", *arguments],
        env={"SYSTEMD_UNIT_PATH": f"{folder}:", "PATH": "/usr/bin:/bin", "SYSTEMD_COLORS": "0"},
        capture_output=True,
        text=True,
    )


def test_systemd_understands_every_line(installed):
    units = [path for path in installed.iterdir() if path.suffix != ".tmpfiles" and path.is_file()]

    done = analyze(installed, "verify", *units)

    assert (done.returncode, done.stderr) == (0, "")


def settings_of(path):
    return set(re.findall(r"^(\w+)=", path.read_text(), re.M))


@pytest.mark.parametrize("service", SERVICES)
def test_what_a_service_sets_is_not_set_again_for_all(service):
    """A drop-in is read after the unit, and wins: the keeper's files would be nobody else's."""
    (for_all,) = (UNITS / "newsroom-.service.d").glob("*.conf")

    assert not settings_of(UNITS / service) & settings_of(for_all)


@pytest.mark.parametrize("service", SERVICES)
def test_what_a_service_writes_is_read_by_those_who_may(service):
    mask = re.search("^UMask=(.*)$", (UNITS / service).read_text(), re.M)[1]

    assert mask == ("0022" if service == "newsroom-keeper.service" else "0027")


@pytest.mark.parametrize("service", SERVICES)
def test_a_service_may_do_little(installed, service):
    done = analyze(installed, "security", "--offline=true", installed / service)

    exposure = re.search(r"exposure level for \S+ ([\d.]+)", done.stdout.replace(":", ""))
    assert float(exposure[1]) <= MOST_EXPOSED


def test_the_target_starts_every_service_and_timer():
    target = (UNITS / "newsroom.target").read_text()
    wanted = set(re.search("Wants=(.*)", target)[1].split())
    timers = {path.name for path in UNITS.glob("*.timer")}
    started = {name for name in SERVICES if name.replace(".service", ".timer") not in timers}

    assert wanted == started | timers
