"""What is done after an answer, by the backend that TASKS names."""

from __future__ import annotations

from comments import correspondents, letters
from comments.privacy import asked, erasure

try:
    from django.tasks import task
except ImportError:  # Django 5.2
    from django_tasks import task  # type: ignore[no-redef,assignment,unused-ignore]


@task
def tell_readers(comments: list[int], decided: bool) -> int:
    """Send what readers are to be told of comments that are shown now; see ``letters.tell``."""
    return letters.tell(comments, decided=decided)


@task
def ask_to_confirm(guest: int, comment: int) -> int:
    """Ask a guest to confirm the address; see ``correspondents.ask_to_confirm``."""
    return correspondents.ask_to_confirm(guest, comment)


@task
def send_data_link(email: str, language: str) -> int:
    """Send the link to one's data, if there are any; see ``privacy.asked.send_link``."""
    return asked.send_link(email, language)


@task
def erase(number: int) -> bool:
    """Do an erasure; see ``privacy.erasure.run``. What fails is done again by the next tick."""
    return erasure.run(number)
