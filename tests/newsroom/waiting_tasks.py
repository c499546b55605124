"""Tasks for a worker under test: they leave a mark in a file."""

import os
from pathlib import Path

try:
    from django.tasks import task
except ImportError:
    from django_tasks import task


@task
def write_down(path, word):
    with Path(path).open("a") as file:
        file.write(f"{word}\n")


@task
def die_once(path):
    """Write a word and die as of a kill; the second time, live."""
    is_first = not Path(path).exists()
    with Path(path).open("a") as file:
        file.write("begun\n")
    if is_first:
        os._exit(9)
