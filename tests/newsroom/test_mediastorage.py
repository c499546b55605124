"""MEDIA_STORAGE and MEDIA_ACCEL: what they take, and what is said of anything else."""

import os
import subprocess
import sys

import pytest

from newsroom import environment, mediastorage
from newsroom.environment import Misconfigured

SECRET = "hush"
BUCKET = f"s3://KEY:{SECRET}@s3.example/photos"


@pytest.fixture
def set_env(monkeypatch, tmp_path):
    for name in ("MEDIA_STORAGE", "MEDIA_ACCEL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    return monkeypatch.setenv


def test_without_a_word_files_lie_in_the_data_folder(set_env, tmp_path):
    assert environment.media_root() == tmp_path / "media"
    assert environment.media_storage()["BACKEND"].endswith("FileSystemStorage")
    assert environment.media_accel() == ""


def test_a_folder_may_be_named_and_handed_to_the_web_server(set_env, tmp_path):
    set_env("MEDIA_STORAGE", str(tmp_path / "photos"))
    set_env("MEDIA_ACCEL", "/_media/")

    assert environment.media_root() == tmp_path / "photos"
    assert environment.media_accel() == "/_media/"


def test_a_bucket_is_read_with_all_its_parts(set_env):
    pytest.importorskip("storages", reason="needs the [s3] extra")
    set_env(
        "MEDIA_STORAGE",
        "s3://K%3AEY:a%2Fb+c@minio.example:9000/the-photos/of/paper?region=vn-1&scheme=http",
    )

    assert environment.media_storage() == {
        "BACKEND": "newsroom.s3.PrivateBucket",
        "OPTIONS": {
            "access_key": "K:EY",
            "secret_key": "a/b+c",
            "bucket_name": "the-photos",
            "location": "of/paper",
            "endpoint_url": "http://minio.example:9000",
            "region_name": "vn-1",
        },
    }


def test_a_bucket_is_reached_by_https_unless_said_otherwise(set_env):
    pytest.importorskip("storages", reason="needs the [s3] extra")
    set_env("MEDIA_STORAGE", BUCKET)

    options = environment.media_storage()["OPTIONS"]

    assert options["endpoint_url"] == "https://s3.example"
    assert options["location"] == ""


@pytest.mark.parametrize(
    "place",
    [
        f"ftp://a:{SECRET}@b/c",
        "s3://",
        "s3://host/bucket",
        f"s3://KEY:{SECRET}@host",
        f"s3://KEY:{SECRET}@host/",
        f"s3://KEY:{SECRET}@host/Bucket",
        f"s3://KEY:{SECRET}@host/ab",
        f"s3://KEY:{SECRET}@host:port/bucket",
        f"s3://KEY:{SECRET}@host:99999/bucket",
        f"s3://KEY:{SECRET}@[host/bucket",
        f"s3://KEY:{SECRET}@host/bucket/../other",
        f"s3://KEY:{SECRET}@host/bucket//a",
        f"s3://KEY:{SECRET}@host/bucket?scheme=gopher",
        f"s3://KEY:{SECRET}@host/bucket?acl=public",
        f"s3://KEY:{SECRET}@host/bucket?region",
        f"s3://KEY:{SECRET}@host/bucket#x",
    ],
)
def test_a_wrong_place_is_told_the_form_and_no_secret(set_env, place):
    set_env("MEDIA_STORAGE", place)

    with pytest.raises(Misconfigured, match="MEDIA_STORAGE takes the path of a folder") as caught:
        environment.media_storage()

    assert SECRET not in str(caught.value)
    assert caught.value.__cause__ is None


@pytest.mark.parametrize(
    "prefix", ["_media/", "/_media", "/", "https://x/", "/a b/", "/../", "/a;/"]
)
def test_a_wrong_address_for_the_web_server_is_told_what_it_takes(set_env, prefix):
    set_env("MEDIA_ACCEL", prefix)

    with pytest.raises(Misconfigured, match="MEDIA_ACCEL takes an address"):
        environment.media_accel()


def test_files_in_a_bucket_are_not_the_web_server_s(set_env):
    set_env("MEDIA_STORAGE", BUCKET)
    set_env("MEDIA_ACCEL", "/_media/")

    with pytest.raises(Misconfigured, match="files in a folder"):
        environment.media_accel()


def test_what_is_not_installed_is_named(set_env, monkeypatch):
    monkeypatch.setattr(mediastorage, "find_spec", lambda name: None)
    set_env("MEDIA_STORAGE", BUCKET)

    with pytest.raises(Misconfigured, match=r"pip install '\.\[s3\]'"):
        environment.media_storage()


def test_a_start_with_a_wrong_place_stops_with_one_sentence(tmp_path):
    env = {
        **os.environ,
        "DATA_DIR": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "newsroom.settings",
        "SECRET_KEY": "k" * 50,
        "MEDIA_STORAGE": f"s3://KEY:{SECRET}@host",
    }

    run = subprocess.run(
        [sys.executable, "manage.py", "check"],
        cwd=environment.BASE_DIR,
        env=env,
        capture_output=True,
        text=True,
    )

    assert run.returncode == 1
    assert "MEDIA_STORAGE" in run.stderr
    assert SECRET not in run.stderr
    assert len(run.stderr.strip().splitlines()) == 1
