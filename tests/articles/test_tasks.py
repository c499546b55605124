"""Renditions by the task, on both backends."""

import logging
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.files.storage import default_storage

from articles import renditions
from articles.darkroom.plan import PLAN
from tests.factories import stored_photo

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.django_db(transaction=True)
def test_the_task_makes_renditions_as_soon_as_the_photo_is_stored(media):
    photo = stored_photo()

    renditions.order(photo.key)

    photo.refresh_from_db()
    assert photo.plan == PLAN


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("error", [OSError, MemoryError, renditions.UnusableImage, TypeError])
def test_a_task_that_fails_leaves_the_first_renditions_and_is_logged(
    media, monkeypatch, caplog, error
):
    photo = stored_photo()

    def broken(key):
        raise error("the disk is full")

    monkeypatch.setattr(renditions, "make", broken)

    with caplog.at_level(logging.ERROR):
        renditions.order(photo.key)

    photo.refresh_from_db()
    assert photo.plan == ""
    assert photo.renditions == {"webp": [240, 800], "jpg": [240, 800]}
    for name in renditions.all_names(photo):
        assert default_storage.exists(f"{renditions.folder(photo.key)}/{name}")
    assert photo.key in caplog.text


@pytest.mark.django_db(transaction=True)
def test_an_upload_does_not_fail_where_the_task_cannot_be_ordered(media, monkeypatch, caplog):
    from articles import tasks

    def broken(*given):
        raise OSError("the queue is gone")

    monkeypatch.setattr(type(tasks.make_renditions), "enqueue", broken)

    photo = stored_photo()

    assert photo.pk and "the queue is gone" in caplog.text


SCRIPT = """
import io
from tests.factories import stored_photo
from tests.pictures import picture
photo = stored_photo(picture(size=(300, 200)))
print(photo.plan or "to come")
"""
LOOK = """
from articles.models import Photo
from articles.darkroom.plan import PLAN
photo = Photo.objects.get()
print(photo.plan == PLAN, photo.renditions["avif"])
"""


def test_a_worker_makes_them_where_tasks_go_to_the_database(migrated_folder):
    environment = {
        **os.environ,
        "TASKS": "database",
        "DATA_DIR": str(migrated_folder),
        "DATABASE_URL": f"sqlite:///{migrated_folder / 'db.sqlite3'}",
        "SECRET_KEY": "tests-only-" + "0" * 50,
        "DJANGO_SETTINGS_MODULE": "newsroom.settings",
    }

    def manage(*arguments, said=""):
        done = subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=ROOT, env=environment, input=said, capture_output=True, text=True, timeout=120,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return done.stdout

    manage("migrate", "-v", "0")  # the queue's tables
    assert manage("shell", said=SCRIPT).strip().endswith("to come")
    manage("db_worker", "--batch")
    assert manage("shell", said=LOOK).strip().endswith("True [240, 300]")
