"""Take in articles from text files."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from collections import Counter
from pathlib import Path
from typing import Any, Final, NamedTuple

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from tqdm import tqdm

from articles.importing.files import text_of_file
from articles.importing.parts import ParsedArticle, ParseError
from articles.importing.report import address_of, remark_on, table_of
from articles.importing.store import find, store
from articles.importing.text import parse
from articles.models import Section
from articles.requirements import NotReady
from articles.richtext import UnacceptableBody

_LONG_RUN: Final = 20


class Options(NamedTuple):
    section: Section | None
    publish: bool
    dry_run: bool


class Command(BaseCommand):
    help = "Make an article of each plain-text file: a draft, or a published one."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", metavar="FILE", help="one article's text each")
        parser.add_argument(
            "--section", metavar="SLUG", help="such as kinh-te or kinh-te/nong-nghiep"
        )
        parser.add_argument(
            "--publish",
            action="store_true",
            help="publish, from the time that the text states (without one: from now);"
            " without --section in the paper's first section",
        )
        parser.add_argument(
            "--dry-run", action="store_true", help="show what each line is taken for; store nothing"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        slug = options["section"]
        chosen = Options(section_at(slug) if slug else None, options["publish"], options["dry_run"])
        files: list[str] = options["files"]
        counts: Counter[str] = Counter()
        is_quiet = len(files) <= _LONG_RUN or not sys.stderr.isatty()
        for name in tqdm(files, disable=is_quiet, file=sys.stderr, unit=_("file")):
            with tqdm.external_write_mode():
                counts[self._take_in(name, chosen)] += 1
        self.stdout.write(
            _("New: %(new)d. Already there: %(there)d. Errors: %(errors)d.")
            % {"new": counts["new"], "there": counts["there"], "errors": counts["error"]}
        )
        if errors := counts["error"]:
            message = ngettext("%d file did not go in.", "%d files did not go in.", errors)
            raise CommandError(message % errors)

    def _take_in(self, name: str, options: Options) -> str:
        """Take in one file, print its line, and return what it counts as."""
        # A name in another encoding than the terminal's must not stop the run.
        shown = name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
        try:
            text = text_of_file(Path(name))
            parsed = parse(text)
            if options.dry_run:
                return self._show(shown, text, parsed)
            outcome = store(parsed, text=text, section=options.section, publish=options.publish)
        except ParseError as error:
            return self._refuse(shown, error.message, error.line)
        except (NotReady, UnacceptableBody, DatabaseError) as error:
            return self._refuse(shown, str(error))
        word = _("OK") if outcome.created else _("already there")
        where, remark = address_of(outcome.article), remark_on(outcome.article)
        self.stdout.write(f"{word} {shown}: {where} ({remark})")
        return "new" if outcome.created else "there"

    def _show(self, name: str, text: str, parsed: ParsedArticle) -> str:
        known = find(text)
        word = _("already there") if known else _("would go in")
        self.stdout.write(f"{word} {name}")
        self.stdout.write(table_of(parsed))
        return "there" if known else "new"

    def _refuse(self, name: str, message: str, line: int | None = None) -> str:
        place = _("%(file)s, line %(line)d") % {"file": name, "line": line} if line else name
        word = _("ERROR")
        self.stderr.write(f"{word} {place}: {message}")
        return "error"


def section_at(path: str) -> Section:
    """Return the section whose part of an address is ``path``.

    Raises:
        CommandError: there is none; names those that there are.
    """
    sections = list(Section.objects.select_related("parent"))
    for section in sections:
        if section.path == path.strip("/"):
            return section
    if not sections:
        raise CommandError(
            _("There is no section “%s”, nor any other: make one in the newsroom first.") % path
        )
    known = ", ".join(sorted(section.path for section in sections))
    raise CommandError(
        _("There is no section “%(path)s”. There are: %(known)s.") % {"path": path, "known": known}
    )
