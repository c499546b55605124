"""What all tests may use."""

import os
from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture
def media(settings, tmp_path):
    """A folder of the test's own for photos' files."""
    settings.MEDIA_ROOT = tmp_path / "media"
    return settings.MEDIA_ROOT


@pytest.fixture
def seed_file():
    """The source document's text file, where it lies beside the checkout."""
    files = sorted((SHARED / "seed").glob("*.txt"))
    if not files:
        pytest.skip("the source document is not beside this checkout (../shared/seed/)")
    return files[0]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    """With NO_SKIPS set, as in continuous integration, a skipped test is a failed one."""
    report = yield
    if report.skipped and os.environ.get("NO_SKIPS") and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"skipped where nothing may be: {report.longrepr[-1]}"
    return report
