"""Do the tasks that wait on Redis (``TASKS=redis``)."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError


class Command(BaseCommand):
    help = "Do the tasks that wait on Redis; run as many as there is work for, on any host."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--burst", action="store_true", help="stop when none is left")

    def handle(self, *args: Any, **options: Any) -> None:
        queues: dict[str, Any] = getattr(settings, "RQ_QUEUES", {})
        if not queues:
            raise CommandError("TASKS is not “redis”: nothing waits there.")
        call_command(
            "rqworker",
            "default",
            job_class="django_tasks_rq.Job",
            serializer=queues["default"]["SERIALIZER"],
            # Tries again what failed, at its time.
            with_scheduler=not options["burst"],
            burst=options["burst"],
            verbosity=options["verbosity"] - 1,
        )
