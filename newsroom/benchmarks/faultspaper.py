"""What a benchmark's installation is filled with, in a process of that installation's."""

from __future__ import annotations

from django.apps import apps

from newsroom.benchmarks.paper import Paper
from newsroom.roles import create_groups

#: What the process runs: the application must be ready before this module is.
START = "import django; django.setup(); from newsroom.benchmarks.faultspaper import make; make()"


def make() -> None:
    """Make a paper; print the id and the address of an article that takes comments."""
    create_groups(apps)
    paper = Paper()
    paper.grow(2)
    article = paper.articles[-1]
    paper.add_comments(article, 3)
    print(article.pk, article.get_absolute_url())
