import os
import subprocess
import sys

import pytest

from newsroom import environment
from newsroom.environment import Misconfigured

KEY = "k" * 50


@pytest.fixture
def set_env(monkeypatch, tmp_path):
    """Start from an environment with a key and a folder of the test's own."""
    for name in ("DATABASE_URL", "CACHE_URL", "SITE_URL", "ALLOWED_HOSTS", "DEBUG", "EMAIL_URL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("SECRET_KEY", KEY)
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    return monkeypatch.setenv


@pytest.mark.parametrize(
    ("name", "value", "read"),
    [
        ("SECRET_KEY", "short", environment.secret_key),
        ("SITE_URL", "bao.example", environment.site_url),
        ("SITE_URL", "https://bao.example/tin", environment.site_url),
        ("DATABASE_URL", "mysql://a:b@c/d", environment.database),
        ("DATABASE_URL", "nonsense", environment.database),
        ("CACHE_URL", "memcached://a", environment.cache),
        ("EMAIL_URL", "carrierpigeon://", environment.email),
        ("TRUSTED_PROXIES", "10.0.0.0/99", environment.trusted_proxies),
        ("MEDIA_STORAGE", "ftp://x", environment.media_root),
        ("PAGES_DIR", "pages", environment.pages_dir),
        ("PAGES_DIR", "/", environment.pages_dir),
        ("PAGES_DIR", str(environment.BASE_DIR), environment.pages_dir),
        ("PAGES_DIR", "/etc/hostname", environment.pages_dir),
        ("TASKS", "redis", environment.tasks),
        ("AKISMET_KEY", "not a key", environment.akismet_key),
        ("CLASSIFIER_URL", "classifier.example", environment.classifier_url),
        ("CLASSIFIER_URL", "file:///etc/passwd", environment.classifier_url),
        ("CLASSIFIER_URL", "http://user:secret@host/", environment.classifier_url),
        ("DATABASE_REPLICA_URL", "postgres://a/b", environment.databases),
        ("CDN", "fastly://abc123", environment.cdn),
        ("CDN", "akamai://abc123", environment.cdn),
    ],
)
def test_a_wrong_value_is_named_in_one_sentence(set_env, name, value, read):
    set_env(name, value)

    with pytest.raises(Misconfigured, match=name):
        read()


def test_a_boolean_takes_one_or_zero(set_env):
    for text, value in [("1", True), ("0", False), ("", False), ("yes", True), ("off", False)]:
        set_env("DEBUG", text)
        assert environment.boolean("DEBUG", default=False) is value
    set_env("DEBUG", "perhaps")
    with pytest.raises(Misconfigured, match="DEBUG"):
        environment.boolean("DEBUG", default=False)


def test_without_a_word_the_database_is_a_file_in_the_data_folder(set_env, tmp_path):
    assert environment.database()["NAME"] == str(tmp_path / "db.sqlite3")


def test_one_variable_moves_it_to_postgresql_and_redis(set_env):
    set_env("DATABASE_URL", "postgres://u:p@db.example:5433/paper")
    set_env("CACHE_URL", "redis://cache.example:6379/1")

    assert environment.database()["ENGINE"] == "django.db.backends.postgresql"
    assert environment.database()["HOST"] == "db.example"
    assert environment.cache()["LOCATION"] == "redis://cache.example:6379/1"


def test_the_demonstrations_key_is_made_once_and_private(monkeypatch, tmp_path):
    monkeypatch.delenv("SECRET_KEY", raising=False)
    monkeypatch.setenv("DATA_DIR", str(tmp_path))

    environment.make_demo_key()
    key = environment.secret_key()
    environment.make_demo_key()

    assert environment.is_demo()
    assert environment.secret_key() == key
    assert len(key) >= 50
    assert environment.demo_key_file().stat().st_mode & 0o077 == 0


def test_a_key_in_the_environment_makes_no_demonstration(set_env, tmp_path):
    environment.make_demo_key()

    assert not environment.is_demo()
    assert not environment.demo_key_file().exists()


def test_a_start_without_a_key_stops_with_one_sentence(tmp_path):
    env = {**os.environ, "DATA_DIR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "newsroom.settings"}
    env.pop("SECRET_KEY", None)

    run = subprocess.run(
        [sys.executable, "manage.py", "check"],
        cwd=environment.BASE_DIR,
        env=env,
        capture_output=True,
        text=True,
    )

    assert run.returncode == 1
    assert "SECRET_KEY" in run.stderr
    assert "Traceback" not in run.stderr
    assert len(run.stderr.strip().splitlines()) == 1


def test_a_deployment_passes_djangos_own_checks(tmp_path):
    env = {
        **os.environ,
        "DATA_DIR": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "newsroom.settings",
        "SECRET_KEY": "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
        "SITE_URL": "https://bao.example",
        "EMAIL_URL": "smtp+tls://user:password@mail.example:587",
    }
    env.pop("DJANGO_ALLOW_ASYNC_UNSAFE", None)  # the browser tests' own

    run = subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        cwd=environment.BASE_DIR,
        env=env,
        capture_output=True,
        text=True,
    )

    assert run.returncode == 0, run.stderr


def test_a_copy_of_the_database_is_read_only_and_given_up_soon(set_env):
    set_env("DATABASE_URL", "postgres://u:p@db.example:5433/paper")
    set_env("DATABASE_REPLICA_URL", "postgres://u:p@copy.example/paper")

    copy = environment.databases()["replica"]

    assert (copy["HOST"], copy["NAME"]) == ("copy.example", "paper")
    assert "default_transaction_read_only=on" in copy["OPTIONS"]["options"]
    assert copy["OPTIONS"]["connect_timeout"] == 2
    assert copy["TEST"] == {"MIRROR": "default"}


def test_a_copy_of_another_database_is_refused_without_its_password(set_env):
    set_env("DATABASE_URL", "postgres://u:p@db.example:5433/paper")
    set_env("DATABASE_REPLICA_URL", "mysql://u:geheim@copy.example/paper")

    with pytest.raises(Misconfigured, match="DATABASE_REPLICA_URL") as refused:
        environment.databases()
    assert "geheim" not in str(refused.value)
