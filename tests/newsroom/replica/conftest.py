"""The site on a database of its own that has a copy, both real; all tests here share it."""

import tempfile
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.core.management import call_command
from django.db import connections
from django.test import Client, override_settings

from articles.dependencies import make_views_by
from newsroom import elsewhere, environment, replica
from newsroom.pagecache.looking import lookout, pages
from tests.replication import Pair, binaries


@pytest.fixture(scope="session")
def pair():
    binaries()
    folder = Path(tempfile.mkdtemp(prefix="newsroom-copy-"))
    pair = Pair(folder)
    yield pair
    pair.end(folder)


@pytest.fixture(scope="session")
def site_on(pair, django_db_setup, django_db_blocker):
    """Give what puts the site on the pair, and what takes it off again."""
    primary = {**environment.env.db_url_config(pair.primary.url()), "OPTIONS": {}}
    described = {"default": primary, "replica": elsewhere.replica_of(pair.copy.url(), primary)}
    was = {alias: connections.settings[alias] for alias in connections.settings}
    before = connections["default"]

    def put(databases, connection=None):
        for alias in list(connections.settings):
            connections[alias].close()
            del connections[alias], connections.settings[alias]
        connections.settings.update(connections.configure_settings(databases))
        if connection is not None:
            connections["default"] = connection

    def has_tables():
        return pair.primary.ask("SELECT to_regclass('articles_article')")[0]

    def on():
        if not has_tables() and before.vendor == "postgresql":
            pair.primary.fill_from(before.settings_dict)
        put(described)
        # Without a copy to take them from: on SQLite, or where no other test has a database.
        if not has_tables():
            call_command("migrate", verbosity=0)

    with django_db_blocker.unblock():
        yield on, lambda: put(was, before)


def _begin_anew():
    pages.clear()
    lookout.__init__(pages)
    replica._state.__init__()


@pytest.fixture
def site(pair, site_on, tmp_path, django_db_blocker):
    """The pair; the site reads and writes there, and keeps finished pages."""
    on, off = site_on
    on()
    with override_settings(
        DATABASE_ROUTERS=["newsroom.replica.Router"], DATA_DIR=tmp_path, FINISHED_PAGES=True
    ):
        _begin_anew()
        make_views_by(replica.make)
        yield pair
        make_views_by(None)
        _begin_anew()
    assert django_settings.FINISHED_PAGES is False
    off()


@pytest.fixture
def reader(site):
    """Who gets finished pages where there are any."""
    return Client(headers={"accept-encoding": "identity"})
