"""Readers who may be written to, and decisions whose letters go out at once."""

from contextlib import contextmanager

from allauth.account.models import EmailAddress
from django.test import TestCase
from django.utils import timezone

from comments.models import Correspondent, Writer
from comments.moderation.decisions import decide
from newsroom.models import User
from tests.factories import UserFactory


def make_reader(email="an@example.com", *, proven=True, **fields):
    """An account of a reader, with a record and an address that is theirs."""
    user = UserFactory(is_staff=False, email=email)
    Writer.objects.create(user=user, **{"name": "Chị An", **fields})
    EmailAddress.objects.create(user=user, email=email, verified=proven, primary=True)
    return user


def make_guest(email="ba@example.com", **fields):
    """An address whose owner has confirmed it."""
    return Correspondent.objects.create(
        email=email, **{"asked_at": timezone.now(), "confirmed_at": timezone.now(), **fields}
    )


def moderator():
    return User.objects.filter(username="mod").first() or UserFactory(
        username="mod", is_superuser=True
    )


@contextmanager
def sending():
    """Do what waits for the commit at the end of the block."""
    with TestCase.captureOnCommitCallbacks(execute=True):
        yield


def approve(*comments, by=None, status="approved"):
    with sending():
        return decide([one.pk for one in comments], status, by=by or moderator())
