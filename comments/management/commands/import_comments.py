import sys
from argparse import ArgumentParser
from pathlib import Path
from types import ModuleType
from typing import Any, Final

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from tqdm import tqdm

from comments.exchange import disqus, matching, wordpress
from comments.exchange.foreign import Foreign, Page, Unreadable, kind_of, parts_of
from comments.exchange.store import Report, bring_in

SYSTEMS: Final = {wordpress.ROOT: (wordpress, "wordpress"), disqus.ROOT: (disqus, "disqus")}
# Pages named in the report; the rest are counted.
NAMED: Final = 20


class Command(BaseCommand):
    help = "Bring in comments from an export of WordPress (WXR) or Disqus (XML)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument(
            "--articles",
            type=Path,
            metavar="CSV",
            help="a table of old addresses and our articles (id or address); without it articles"
            " are found by headline and address",
        )
        parser.add_argument(
            "--dry-run",
            action="store_true",
            help="say what there is and where it goes; store nothing",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        try:
            system, name = _system_of(path)
            # The whole file is read before anything of it is stored: a broken one stores nothing.
            pages, number = _survey(path, system)
            table = _table(options["articles"])
        except (OSError, UnicodeDecodeError, Unreadable) as error:
            raise CommandError(str(error)) from error
        articles = matching.match(pages.values(), table)
        self.stdout.write(
            _("%(comments)s comments on %(pages)s pages; %(found)s pages are articles here.")
            % {"comments": number, "pages": len(pages), "found": len(articles)}
        )
        self._tell_missing([page for key, page in pages.items() if key not in articles])
        if not options["dry_run"]:
            self._bring_in(path, system, _source(name, pages), articles, number)

    def _bring_in(
        self, path: Path, system: ModuleType, source: str, articles: dict[str, int], number: int
    ) -> None:
        with path.open("rb") as file, tqdm(total=number, file=sys.stderr, disable=None) as bar:
            found = (one for one in system.read(file) if isinstance(one, Foreign))
            report = bring_in(found, articles, source=source, progress=bar.update)
        self._tell(report)

    def _tell(self, report: Report) -> None:
        for number, text in (
            (report.stored, _("stored")),
            (report.known, _("here already")),
            (report.elsewhere, _("on pages that are no article here")),
            (report.empty, _("without a text")),
            (report.cut, _("cut to 20,000 letters")),
            (report.loose, _("whose answered comment is not in the file: put at the top level")),
        ):
            self.stdout.write(f"{number:>9} {text}")

    def _tell_missing(self, pages: list[Page]) -> None:
        for page in pages[:NAMED]:
            self.stdout.write(f"  ? {page.address or page.key} {page.title}")
        if len(pages) > NAMED:
            self.stdout.write(_("  … and %d more") % (len(pages) - NAMED))
        if pages:
            self.stdout.write(_("Name these in a table (--articles) and run it again."))


def _system_of(path: Path) -> tuple[ModuleType, str]:
    with path.open("rb") as file:
        root = kind_of(file)
    if root not in SYSTEMS:
        raise Unreadable(_("This is an export neither of WordPress nor of Disqus."))
    return SYSTEMS[root]


def _survey(path: Path, system: ModuleType) -> tuple[dict[str, Page], int]:
    """Return the pages that have comments by key, and how many comments there are."""
    pages: dict[str, Page] = {}
    commented: set[str] = set()
    number = 0
    with path.open("rb") as file:
        for one in system.read(file):
            if isinstance(one, Page):
                pages[one.key] = one
            else:
                commented.add(one.page)
                number += 1
    return {key: page for key, page in pages.items() if key in commented}, number


def _source(name: str, pages: dict[str, Page]) -> str:
    """Return the system and the site: two sites of one system number their comments alike."""
    hosts = sorted({parts_of(page.address).hostname or "" for page in pages.values()} - {""})
    return f"{name} {hosts[0].removeprefix('www.')}" if hosts else name


def _table(path: Path | None) -> dict[str, int]:
    if path is None:
        return {}
    with path.open(encoding="utf-8-sig", newline="") as file:
        return matching.read_table(file)
