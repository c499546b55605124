"""The whole site on one machine, with demonstration content."""

import os
import secrets
import sys
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, CommandError, call_command
from django.utils.translation import gettext as _

from newsroom.demo import build
from newsroom.environment import write_private
from newsroom.models import User


class Command(BaseCommand):
    help = "Make the demonstration paper (once) and serve it."
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=8000, help="where to serve (8000)")
        parser.add_argument("--no-serve", action="store_true", help="only make the content")

    def handle(self, *args: Any, **options: Any) -> None:
        settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
        call_command("migrate", verbosity=0, interactive=False)
        if not build.exists():
            self._build()
        self._print_sign_ins(options["port"])
        if not options["no_serve"]:
            self._serve(options["port"])

    def _build(self) -> None:
        if not settings.IS_DEMO:
            raise CommandError(
                _(
                    "SECRET_KEY is set, so this is no demonstration: its sign-ins would open"
                    " your site to everybody. Unset SECRET_KEY, or choose another DATA_DIR."
                )
            )
        password = self._password()
        for step in build.build(password=password):
            self.stdout.write(f"  {step} …")
            self.stdout.flush()

    def _password(self) -> str:
        """Return the password of the sign-ins: the one that is kept, or a new one."""
        file = settings.DATA_DIR / "demo_password"
        if not file.exists():
            write_private(file, secrets.token_urlsafe(9))
        return file.read_text().strip()

    def _print_sign_ins(self, port: int) -> None:
        file = settings.DATA_DIR / "demo_password"
        password = file.read_text().strip() if file.exists() else "?"
        address = f"http://127.0.0.1:{port}/"
        self.stdout.write(self.style.SUCCESS(f"\n{address}    {address}admin/\n"))
        for user in User.objects.filter(groups__isnull=False).order_by("pk").distinct():
            roles = ", ".join(group.name for group in user.groups.all())
            self.stdout.write(f"  {roles:<18} {user.username:<14} {password}")
        self.stdout.write("")
        self.stdout.flush()

    def _serve(self, port: int) -> None:
        """Become the server, so that Ctrl+C and signals reach it and not this command."""
        # What is sent out (secret links, feeds, mails) leads to this very server.
        os.environ.setdefault("SITE_URL", f"http://127.0.0.1:{port}")
        command = ["-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1"]
        command += ["--port", str(port), "--blocking-threads", "8", "--no-access-log"]
        command += ["--log-level", "warning", "newsroom.wsgi:application"]
        os.execv(sys.executable, [sys.executable, *command])
