"""Which index is used, on both databases."""

import pytest

from comments import asking, correspondents, letters
from comments.models import Asked
from comments.privacy import person
from tests.plans import let_planner_know, plans_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("do", "index"),
    [
        (lambda: person.typed("ba@example.com"), "comment_email"),
        (lambda: list(correspondents.of_address("ba@example.com")), "correspondent_once"),
        (letters.forget, "letter_age"),
        (asking.forget, "asked_age"),
        (
            lambda: asking.allow("data", "ba@example.com", address="198.51.100.7"),
            "asked_sender",
        ),
    ],
)
def test_it_reads_only_what_it_needs(do, index):
    # Many networks that asked today: by the time alone nearly all would be read.
    Asked.objects.bulk_create(
        Asked(purpose="data", address=f"{number:032x}", sender=f"{number:032x}", slot=number)
        for number in range(500)
    )
    let_planner_know("comments_asked")

    assert index in plans_of(do)[0]
