"""The benchmark's frame, with little of everything; nothing here depends on how fast it is."""

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import nullcontext
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import connection, connections

from articles.models import Article, Publication
from articles.querysets import ArticleQuerySet
from newsroom.benchmarks import BENCHMARKS, LONG, scale, served, wrk
from newsroom.benchmarks.figures import Figure, Sizes, table
from newsroom.benchmarks.place import PREFIX, own_place
from newsroom.benchmarks.stopping import Stop
from newsroom.benchmarks.timing import median_ratio, rates
from newsroom.models import User
from tests.factories import ArticleFactory
from tests.together import eventually

pytestmark = pytest.mark.django_db

# "queries" and "scale" have tests of their own; "faults" kills servers for minutes.
OTHERS = {"faults", "queries", "scale"}
SERVED = {"freshness", "memory", "pages", "staleness", "startup"}
KEYS = ["name", "value", "unit", "target", "holds", "against"]
TINY = Sizes(
    rows=13,
    page_articles=13,
    page_comments=2,
    desk_few=20,
    desk_many=40,
    photos_few=80,
    photos_many=160,
    rounds=1,
    seconds=0,
    texts=2,
    long_text=20_000,
    prose=5_000,
    paste=5_000,
    races=20,
    photo_pixels=60_000,
    phone_pixels=60_000,
    search_articles=200,
    scale_few=1_000,
    scale_articles=1_100,
    scale_comments=5_500,
    thread_comments=60,
    waiting_comments=60,
    posts=16,
    likes=20,
    terms=20,
    load_seconds=0,
    fresh_articles=2,
    fresh_rounds=1,
    stale_rounds=8,
    memory_requests=50,
)
# Counted by hand: docs/architecture.md names the article's; the lists' tests hold theirs.
PUBLIC = {"home": 5, "section": 4, "article": 6, "author": 3, "keyword": 3}


@pytest.fixture(scope="session")
def migrated(tmp_path_factory, django_db_setup, django_db_blocker):
    """A migrated database that others are copied from: the migrations take longer than a test."""
    new = connection.copy()
    file = tmp_path_factory.mktemp("benchmark") / "migrated.sqlite3"
    name = str(file) if new.vendor == "sqlite" else f"migrated_{os.getpid()}"
    old, old_name = connections["default"], connection.settings_dict["NAME"]
    new.settings_dict["TEST"] = {**new.settings_dict["TEST"], "NAME": name}
    with django_db_blocker.unblock():
        connections["default"] = new
        try:
            new.creation.create_test_db(verbosity=0, autoclobber=True)
        finally:
            new.close()
            connections["default"] = old
            django_settings.DATABASES["default"]["NAME"] = old_name
        yield name
        if new.vendor == "postgresql":
            new.creation.destroy_test_db(old_name, verbosity=0)


@pytest.fixture(autouse=True)
def _copied(request, migrated, monkeypatch):
    """Have benchmarks work in copies, but where making a database is what is tested."""

    def copy(new):
        name = new.settings_dict["TEST"]["NAME"]
        if new.vendor == "sqlite":
            shutil.copy(migrated, name)
        else:
            with new._nodb_cursor() as cursor:
                cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{migrated}"')
        django_settings.DATABASES["default"]["NAME"] = new.settings_dict["NAME"] = name

    if "could_not_be_made" not in request.node.name:
        monkeypatch.setattr("newsroom.benchmarks.place._make", copy)


@pytest.fixture(autouse=True)
def _one_by_one(monkeypatch):
    """Have each address asked for once in the place of seconds of load; so no wrk is needed."""

    def ask(target, folder, seconds, count):
        bodies = served.fetched(target)
        return {
            "seconds": 1,
            "answers": len(bodies),
            "bytes": sum(map(len, bodies.values())),
            "errors": 0,
            "lost": 0,
            "other": 0,
        }

    monkeypatch.setattr(wrk, "_run", ask)


@pytest.fixture
def temporary(tmp_path, monkeypatch):
    """An empty folder in which all temporary files are made."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def run(*names, **options):
    out = StringIO()
    call_command("benchmark", *names, stdout=out, sizes=TINY, **options)
    return out.getvalue()


def objects(*names):
    return [json.loads(line) for line in run(*names, as_json=True).splitlines()]


def databases():
    """Return the names of the server's databases that a benchmark of this process made."""
    if connection.vendor != "postgresql":
        return []
    with connection.cursor() as cursor:
        cursor.execute("SELECT datname FROM pg_database")
        return [name for (name,) in cursor if name.startswith(f"benchmark_{os.getpid()}_")]


def everything():
    return {
        "articles": list(Article.objects.order_by("pk").values()),
        "papers": Publication.objects.count(),
        "staff": User.objects.count(),
        "name": django_settings.DATABASES["default"]["NAME"],
        "media": django_settings.MEDIA_ROOT,
        "cached": cache.get("mine"),
    }


def assert_keeps_contract(found, name):
    assert found
    for one in found:
        assert list(one) == KEYS
        assert one["name"].startswith(f"{name}.")
        # There may be a target to have none of something.
        assert one["value"] > 0 or one["target"] is not None
        assert one["against"] > 0
        assert (one["target"] is None) == (one["holds"] is None)
    assert len({one["name"] for one in found}) == len(found)


@pytest.mark.parametrize("name", sorted(BENCHMARKS.keys() - OTHERS))
def test_json_has_the_contracts_keys(name):
    if name in SERVED and connection.vendor != "postgresql":
        pytest.skip("starts real servers, where there is PostgreSQL, too (DATABASE_URL)")
    assert_keeps_contract(objects(name), name)


def test_a_million_articles_in_small(temporary, monkeypatch):
    every, wanted = scale.pages, {"home", "author-older", "comments-thread", "desk-list"}

    def some(archive):
        return {name: page for name, page in every(archive).items() if name in wanted}

    monkeypatch.setattr(scale, "pages", some)
    monkeypatch.setattr("newsroom.benchmarks.archivewords.CHOICE", 50)
    monkeypatch.setattr("newsroom.benchmarks.archivewords.WORDS", 400)

    found = objects("scale")

    assert_keeps_contract(found, "scale")
    names = {one["name"].removeprefix("scale.") for one in found}
    assert names == wanted | {f"{name}-queries" for name in wanted}
    assert list(temporary.iterdir()) == databases() == []


def test_no_name_runs_all_and_a_name_twice_runs_once(monkeypatch):
    monkeypatch.setattr("newsroom.management.commands.benchmark.own_place", nullcontext)
    for name in BENCHMARKS:
        figure = Figure(f"{name}.one", 1, "s")
        monkeypatch.setitem(BENCHMARKS, name, lambda sizes, figure=figure: iter([figure]))

    usual = [f"{name}.one" for name in BENCHMARKS if name not in LONG]
    assert [one["name"] for one in objects()] == usual
    assert [one["name"] for one in objects("pages", "pages")] == ["pages.one"]


def test_unknown_name_is_told_the_known_ones(monkeypatch):
    monkeypatch.setattr("newsroom.management.commands.benchmark.own_place", None)

    with pytest.raises(CommandError) as caught:
        run("queries", "querys")

    assert str(caught.value) == (
        "There is no benchmark “querys”. There are: queries, pages, freshness, staleness, memory,"
        " desks, comments, search, scale, import, photos, richtext, vietnamese, races, startup,"
        " faults."
    )


def test_table_is_for_people():
    figures = [
        Figure("pages.home", 0.25, "ratio", against=1234.5),
        Figure("queries.home", 7, "queries", 6, False, 5),
        Figure("queries.x", 6, "queries", 6, True, 6),
    ]

    assert table(figures).splitlines() == [
        "name          value  unit     target  holds  against",
        "pages.home     0.25  ratio         –  –      1,234.5",
        "queries.home      7  queries       6  NO           5",
        "queries.x         6  queries       6  yes          6",
    ]


def test_queries_are_counted_right():
    ones = objects("queries")
    found = {one["name"].removeprefix("queries."): one for one in ones}

    assert_keeps_contract(ones, "queries")
    counts = {name: (found[name]["against"], found[name]["value"]) for name in PUBLIC}
    assert counts == {name: (count, count) for name, count in PUBLIC.items()}
    assert all(found[name]["holds"] and found[name]["target"] == 6 for name in PUBLIC)
    assert {name for name in found if name.startswith("admin-")} >= {
        "admin-articles_article",
        "admin-comments_comment",
        "admin-desk-own",
        "admin-desk-desk",
        "admin-desk-today",
    }


def test_of_two_editors_who_save_at_once_one_is_told_and_both_texts_are_kept():
    found = {one["name"]: one for one in objects("races")}

    assert (found["races.told"]["value"], found["races.told"]["holds"]) == (20, True)
    assert (found["races.kept"]["value"], found["races.kept"]["holds"]) == (40, True)


def test_a_save_that_overwrites_does_not_hold(monkeypatch):
    monkeypatch.setattr("articles.revisions.clashes", lambda *_args: False)

    assert {one["holds"] for one in objects("races")} == {False, True, None}


def test_a_page_that_asks_for_each_row_does_not_hold(monkeypatch):
    cards = ArticleQuerySet.with_card_data
    monkeypatch.setattr(
        ArticleQuerySet, "with_card_data", lambda self: cards(self).select_related(None)
    )

    author = next(one for one in objects("queries") if one["name"] == "queries.author")

    assert author["value"] >= author["against"] + 12
    assert author["holds"] is False


def test_nothing_stays_behind(temporary):
    ArticleFactory(public=True)
    cache.set("mine", "kept")
    before = everything()

    run("import", "desks")

    assert everything() == before
    assert list(temporary.iterdir()) == databases() == []


def test_place_is_empty_and_its_own(temporary):
    ArticleFactory(public=True)
    cache.set("mine", "kept")

    with own_place():
        assert not Article.objects.exists()
        assert cache.get("mine") is None
        cache.set("mine", "theirs")
        name = default_storage.save("photo.jpg", ContentFile(b"x"))
        assert temporary in Path(default_storage.path(name)).parents
        User.objects.create_user("made")
        inside = everything()

    assert inside["name"] != everything()["name"]
    assert Article.objects.count() == 1
    assert cache.get("mine") == "kept"
    assert not User.objects.filter(username="made").exists()
    assert list(temporary.iterdir()) == []


@pytest.mark.parametrize("failure", [RuntimeError, SystemExit])
def test_nothing_stays_behind_a_failure(failure, temporary, monkeypatch):
    def fail(sizes):
        Publication.objects.create(name="half made")
        yield Figure("pages.one", 1, "s")
        raise failure

    before = everything()
    monkeypatch.setitem(BENCHMARKS, "pages", fail)

    with pytest.raises(failure):
        run("pages")

    assert everything() == before
    assert list(temporary.iterdir()) == databases() == []


def test_nothing_stays_where_the_database_could_not_be_made(temporary, monkeypatch):
    monkeypatch.setattr(type(connection.creation), "_create_test_db", lambda *args: sys.exit(2))
    before = everything()

    with pytest.raises(SystemExit):
        run("pages")

    assert everything() == before
    assert list(temporary.iterdir()) == databases() == []


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_told_to_stop_it_clears_away(number, temporary):
    root = django_settings.BASE_DIR
    process = subprocess.Popen(
        [sys.executable, root / "manage.py", "benchmark", "queries"],
        cwd=root,
        env={
            **os.environ,
            "TMPDIR": str(temporary),
            "DJANGO_SETTINGS_MODULE": "newsroom.settings",
        },
        stdout=subprocess.DEVNULL,
        # Where the signal cuts off the making of an object, Python may remark on its half.
        stderr=subprocess.DEVNULL,
    )
    try:
        eventually(lambda: list(temporary.glob(f"{PREFIX}*")), 60)

        process.send_signal(number)
        process.send_signal(number)  # impatient

        assert process.wait(timeout=60) == 128 + number
    finally:
        process.kill()
        process.wait()
    assert list(temporary.iterdir()) == []


def test_a_signal_that_comes_in_a_finalizer_is_not_lost(capsys):
    class Dying:
        def __del__(self):
            os.kill(os.getpid(), signal.SIGTERM)
            time.sleep(0.01)  # here Python takes it; nothing gets out of here

    def go_on(seconds):
        with Stop():
            Dying()
            time.sleep(seconds)

    with pytest.raises(SystemExit) as caught:
        go_on(20)

    assert caught.value.code == 143
    assert signal.getsignal(signal.SIGTERM) is signal.SIG_DFL
    assert signal.getitimer(signal.ITIMER_REAL) == (0, 0)
    assert capsys.readouterr().err == ""


def test_a_signal_while_clearing_away_waits_for_the_end():
    cleared = []

    def clear_away():
        with Stop() as stop:
            stop.clearing = True
            os.kill(os.getpid(), signal.SIGTERM)
            cleared.append("all")

    with pytest.raises(SystemExit) as caught:
        clear_away()

    assert caught.value.code == 143
    assert cleared == ["all"]
    assert signal.getsignal(signal.SIGTERM) is signal.SIG_DFL


def test_rounds_are_interleaved():
    order = []

    found = rates(
        {name: lambda name=name: order.append(name) for name in "ab"}, rounds=3, seconds=0
    )

    assert order == ["a", "b"] * 4  # the first two warm
    assert {name: len(each) for name, each in found.items()} == {"a": 3, "b": 3}


def test_ratio_is_taken_round_by_round():
    # The third round ran on a machine ten times slower.
    assert median_ratio([10, 12, 1], [40, 40, 4]) == 0.25
