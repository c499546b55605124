"""The time that everything public goes by: the database's, the same for every host."""

from datetime import datetime

from django.db import connection
from django.utils import timezone


def now() -> datetime:
    """Return the database's time in whole seconds.

    Hosts' clocks differ; readers see an article from ``published_at`` on by the database's. SQLite
    runs in this process and has no other clock than its host's.
    """
    if connection.vendor != "postgresql":
        return timezone.now().replace(microsecond=0)
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        moment: datetime = cursor.fetchone()[0]
    return moment.replace(microsecond=0)
