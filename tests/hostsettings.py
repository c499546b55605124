"""Settings of an application host that a test starts: the tests' own, keeping finished pages."""

from tests.settings import *  # noqa: F403

FINISHED_PAGES = True
