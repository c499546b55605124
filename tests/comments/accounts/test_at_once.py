"""Several at once. Only a database that locks rows can show it."""

import pytest
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from django.db import connection

from comments.accounts import entry, keys
from comments.accounts.adapters import _account_of
from comments.models import SignInKey
from newsroom.models import User
from tests.together import at_once

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _postgresql():
    if connection.vendor != "postgresql":
        pytest.skip("needs PostgreSQL (DATABASE_URL)")


def together(count, do):
    """Call ``do(number)`` for as many numbers at once; return what they return."""
    return at_once(*[lambda number=number: do(number) for number in range(count)])


def test_two_first_times_of_one_address_make_one_account():
    for number in range(5):
        email = f"hoa{number}@example.com"
        found = together(4, lambda _, email=email: entry.account_for(email).pk)

        assert len(set(found)) == 1, found
        assert User.objects.filter(email=email).count() == 1
        assert EmailAddress.objects.filter(email=email).count() == 1


def test_two_first_times_from_one_service_make_one_account():
    def come(_):
        return _account_of(SocialAccount(provider="google", uid="g-1"), "hoa@example.com").pk

    found = together(4, come)

    assert len(set(found)) == 1, found
    assert User.objects.count() == SocialAccount.objects.count() == 1


def test_two_first_times_without_an_address_leave_one_account():
    found = together(4, lambda _: _account_of(SocialAccount(provider="facebook", uid="f-1"), "").pk)

    assert len(set(found)) == 1, found
    assert User.objects.count() == SocialAccount.objects.count() == 1


def test_a_link_pressed_twice_at_once_lets_in_once():
    for _ in range(5):
        made = keys.make("hoa@example.com", opens=True)
        used = together(4, lambda _, made=made: keys.use_link(made.token))

        assert len([one for one in used if one is not None]) == 1, used
        SignInKey.objects.all().delete()


def test_guesses_at_once_are_no_more_than_five():
    made = keys.make("hoa@example.com", opens=True)

    together(12, lambda number: keys.use_code(made.key.pk, f"{number:08}"))

    assert SignInKey.objects.get().tries == keys.MOST_TRIES


def test_mails_asked_for_at_once_keep_to_the_limit():
    def ask(_):
        try:
            keys.make("hoa@example.com", opens=True)
        except keys.TooMany:
            return "refused"
        return "sent"

    answers = together(12, ask)

    assert set(answers) <= {"sent", "refused"}, answers
    assert answers.count("sent") <= 3
    assert SignInKey.objects.count() == answers.count("sent")
