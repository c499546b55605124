"""``manage.py renditions``."""

import io
import itertools
import subprocess
import sys
from threading import Barrier

import pytest
from django.core.management import CommandError, call_command

from articles import renditions
from articles.darkroom.plan import PLAN
from articles.management.commands import renditions as command
from articles.models import Photo
from tests.factories import PhotoFactory, stored_photo
from tests.pictures import picture
from tests.together import ROOT, apart

# No two files are the same.
colours = itertools.cycle(range(0, 250, 9))


def run(*arguments):
    out = io.StringIO()
    call_command("renditions", *arguments, stdout=out)
    return out.getvalue()


def small_photo(**fields):
    colour = (next(colours), 60, 30)
    return stored_photo(picture(size=(300, 200), colour=colour), **fields)


@pytest.fixture
def made(monkeypatch):
    """The keys whose renditions were made, in their order."""
    keys, make = [], renditions.make

    def watched(key):
        keys.append(key)
        return make(key)

    monkeypatch.setattr(renditions, "make", watched)
    return keys


@pytest.mark.django_db
def test_it_makes_what_is_missing_and_nothing_twice(media, made):
    one, other = small_photo(), small_photo(complete=True)
    PhotoFactory(widths=[], sha256=None, width=None, height=None)  # without a picture

    assert run() == "1 made.\n"
    assert made == [one.key]
    assert run() == "0 made.\n"
    assert set(Photo.objects.filter(pk__in=[one.pk, other.pk]).values_list("plan")) == {(PLAN,)}


@pytest.mark.django_db
def test_it_makes_all_anew_if_asked_to(media, made):
    photos = [small_photo(complete=True) for _number in range(2)]

    assert run("--all") == "2 made.\n"
    assert made == [photo.key for photo in photos]


@pytest.mark.django_db
def test_what_cannot_be_read_is_told_at_the_end_and_the_rest_is_made(media):
    broken, gone, good = (small_photo() for _number in range(3))
    renditions.overwrite(f"{renditions.folder(broken.key)}/{broken.original}", b"no picture")
    renditions.delete_files(gone.key, ["original.jpg"])

    with pytest.raises(CommandError) as caught:
        run()

    assert "2 could not be made" in str(caught.value)
    assert f"photo {broken.pk}: " in str(caught.value) and f"photo {gone.pk}: " in str(caught.value)
    good.refresh_from_db()
    assert good.plan == PLAN


@pytest.mark.django_db
def test_stopped_it_says_how_to_go_on_and_goes_on(media, monkeypatch):
    photos = [small_photo() for _number in range(3)]
    make = renditions.make

    def stopped(key):
        if key == photos[1].key:
            raise KeyboardInterrupt
        return make(key)

    monkeypatch.setattr(renditions, "make", stopped)
    out = io.StringIO()
    with pytest.raises(SystemExit) as caught:
        call_command("renditions", stdout=out)

    assert caught.value.code == 130
    assert out.getvalue() == "Stopped: 1 made, 2 to go. Run this again to go on.\n"
    monkeypatch.setattr(renditions, "make", make)
    assert run() == "2 made.\n"


@pytest.mark.django_db
def test_it_keeps_few_photos_in_memory(media, monkeypatch, django_assert_num_queries):
    monkeypatch.setattr(command, "_AT_ONCE", 2)
    monkeypatch.setattr(command, "attempt", lambda key: "")
    for _number in range(5):
        PhotoFactory(original="original.jpg")

    # How many; three times two of them, the last of which is one; none.
    with django_assert_num_queries(5):
        assert run() == "5 made.\n"


FILL = """
import django
django.setup()
from articles.models import Photo
from tests.factories import stored_photo
from tests.pictures import picture
for red in (10, 20, 30):
    stored_photo(picture(size=(300, 200), colour=(red, 60, 30)))
Photo.objects.update(plan="")
"""
LOOK = """
import django
django.setup()
from articles.darkroom.plan import PLAN
from articles.models import Photo
print([photo.plan == PLAN for photo in Photo.objects.all()])
"""


def test_several_are_made_at_once_if_asked_to(migrated_folder):
    def python(*arguments):
        done = subprocess.run(
            [sys.executable, *arguments],
            cwd=ROOT, env=apart(migrated_folder), capture_output=True, text=True, timeout=120,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return done.stdout

    python("-c", FILL)

    assert python("manage.py", "renditions", "--jobs", "2") == "3 made.\n"
    assert python("-c", LOOK) == "[True, True, True]\n"


def test_two_work_at_the_same_time(monkeypatch):
    together = Barrier(2, timeout=30)
    monkeypatch.setattr(command, "keys", lambda: iter([(1, "one"), (2, "two")]))
    monkeypatch.setattr(command, "attempt", lambda key: (together.wait(), "")[1])

    assert sorted(command.results(2)) == [(1, ""), (2, "")]


@pytest.mark.parametrize("number", ["0", "-1", "65", "many"])
def test_it_refuses_a_senseless_number_of_jobs(number):
    with pytest.raises(CommandError, match="1 to 64"):
        run("--jobs", number)
