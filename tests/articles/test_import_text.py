"""The command: a line per file, a summary, exit status; bad files beside good ones."""

import io
import os
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from articles.models import Article, Author, Photo, Section, State
from articles.richtext import plain_text
from articles.vietnamese.dates import format_datetime
from tests.articles.importing.texts import text
from tests.articles.vietnamese.legacy import to_tcvn3
from tests.factories import SectionFactory

ROOT = Path(__file__).resolve().parents[2]
TITLE = "Vàm Lớn: Lúa hữu cơ mở đường cho hợp tác xã trẻ"


@pytest.fixture
def good(tmp_path):
    path = tmp_path / "lúa hữu cơ.txt"
    path.write_text(text("web"), encoding="utf-8")
    return str(path)


@pytest.fixture
def other(tmp_path):
    path = tmp_path / "cho-ca.txt"
    path.write_text(text("word"), encoding="utf-8")
    return str(path)


def run(*arguments, fails=False):
    """Run the command; return what it printed to stdout and to stderr, lines in lists."""
    out, err = io.StringIO(), io.StringIO()
    if fails:
        with pytest.raises(CommandError) as caught:
            call_command("import_text", *arguments, stdout=out, stderr=err)
        assert caught.value.returncode == 1
    else:
        call_command("import_text", *arguments, stdout=out, stderr=err)
    return out.getvalue().splitlines(), err.getvalue().splitlines()


@pytest.mark.django_db
def test_import_makes_a_draft_and_prints_where(good, settings):
    out, err = run(good)

    article = Article.objects.get()
    assert (article.title, article.state) == (TITLE, State.DRAFT)
    assert out[0].startswith("OK")
    assert good in out[0]
    assert f"{settings.SITE_URL}/admin/articles/article/{article.pk}/change/" in out[0]
    assert len(out) == 2
    assert err == []


@pytest.mark.django_db
def test_import_publishes_and_prints_the_address(good, client, settings):
    section = SectionFactory(name="Kinh tế")

    out, _ = run(good, "--publish", "--section", "kinh-te")

    article = Article.objects.public().get()
    address = f"/kinh-te/vam-lon-lua-huu-co-mo-duong-cho-hop-tac-xa-tre-a{article.pk}.html"
    assert article.section == section
    assert f"{settings.SITE_URL}{address} " in out[0]
    assert format_datetime(article.published_at) == "22/10/2025 - 19:25"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "encode",
    [
        str.encode,
        lambda source: source.encode("utf-16"),
        lambda source: unicodedata.normalize("NFD", source).encode(),
        to_tcvn3,
    ],
    ids=["UTF-8", "UTF-16", "NFD", "TCVN3"],
)
def test_seeds_page_has_its_parts_once_and_in_order(seed_file, encode, tmp_path, client):
    source = seed_file.read_text(encoding="utf-8")
    path = tmp_path / "seed.txt"
    path.write_bytes(encode(source))
    title, time, lead, caption, _again, *rest = [line for line in source.splitlines() if line]

    run(str(path), "--publish")

    page = client.get(Article.objects.public().get().get_absolute_url()).content.decode()
    shown = plain_text(page[page.index("<article") : page.index("</article>")])
    shown = " ".join(shown.replace("\n", " ").split())
    expected = [title, time, *lead.split(" - ", 1), caption, *rest]
    places = [shown.find(part) for part in expected]
    assert -1 not in places
    assert places == sorted(places)
    assert [shown.count(part) for part in (time, caption, *rest)] == [1] * (2 + len(rest))


@pytest.mark.django_db
def test_import_takes_a_subsection(good):
    parent = SectionFactory(name="Kinh tế")
    SectionFactory(name="Nông nghiệp")
    child = SectionFactory(name="Nông nghiệp", parent=parent)

    run(good, "--section", "kinh-te/nong-nghiep")

    assert Article.objects.get().section == child


@pytest.mark.django_db
@pytest.mark.parametrize("slug", ["khong-co", "nong-nghiep"])
def test_import_refuses_an_unknown_section_and_names_the_known(good, slug):
    SectionFactory(name="Nông nghiệp", parent=SectionFactory(name="Kinh tế"))

    with pytest.raises(CommandError, match="kinh-te, kinh-te/nong-nghiep"):
        call_command("import_text", good, "--section", slug)
    assert not Article.objects.exists()


@pytest.mark.django_db
def test_import_names_the_section_that_it_chose(good):
    section = SectionFactory(name="Thời sự")

    out, _ = run(good, "--publish")

    assert Article.objects.get().section == section
    assert "Thời sự" in out[0]


@pytest.mark.django_db
def test_import_of_the_same_text_twice_makes_one_article(good, tmp_path):
    copy = tmp_path / "copy.txt"
    copy.write_bytes(b"\xff\xfe" + text("web").encode("utf-16-le"))

    run(good, "--publish")
    out, _ = run(good, str(copy), good, "--publish")

    article = Article.objects.get()
    assert [f"a{article.pk}.html" in line for line in out] == [True, True, True, False]
    assert not any(line.startswith("OK") for line in out)
    assert Photo.objects.count() == 2


@pytest.mark.django_db
def test_dry_run_shows_every_line_and_stores_nothing(good):
    out, _ = run(good, "--dry-run", "--publish")

    numbers = [line.split()[0] for line in out[1:-1]]
    assert numbers == [str(number) for number in range(1, 52, 2)]
    assert any(TITLE in line for line in out)
    for model in (Article, Author, Photo, Section):
        assert not model.objects.exists()


BAD = {
    "binary": (b"\x89PNG\r\n\x1a\n" + bytes(200), 1),
    "zero byte": (b"Tit bai\n\nmot\x00hai\n", 3),
    "empty": (b"", None),
    "blank": (b"\xef\xbb\xbf \n\n", None),
    "no title": ("BTG - " + "Đây là đoạn mở đầu của một bài không có tít. " * 7, 1),
    "impossible date": ("Một tít đủ dài\n\n31/02/2025 - 08:00\n\nMột câu mở bài.", 3),
    "nothing but a time": ("\n22/10/2025 - 19:25\n", 2),
    "no known encoding": (b"\xfe\xfd" + bytes(range(0x80, 0x100)) * 3 + b"\n", 1),
}


@pytest.mark.django_db
@pytest.mark.parametrize(("data", "line"), BAD.values(), ids=BAD.keys())
def test_bad_file_is_named_with_its_line_and_the_others_go_in(data, line, good, other, tmp_path):
    bad = tmp_path / "hong.txt"
    bad.write_bytes(data.encode() if isinstance(data, str) else data)

    out, err = run(good, str(bad), other, fails=True)

    assert len(err) == 1
    assert str(bad) in err[0]
    assert line is None or f" {line}: " in err[0]
    assert [article.title for article in Article.objects.order_by("pk")] == [
        TITLE,
        "Người giữ chợ cá đêm bên sông Vàm Lớn",
    ]
    assert len(out) == 3


@pytest.mark.django_db
def test_file_that_is_missing_or_huge_or_a_folder_is_refused(good, tmp_path):
    huge = tmp_path / "lon.txt"
    with huge.open("wb") as file:
        file.truncate(50_000_000)
    names = [str(tmp_path / "khong-co.txt"), str(tmp_path), str(huge), "\udce1.txt"]

    _, err = run(*names, good, fails=True)

    assert [name in line for name, line in zip(names[:3], err, strict=False)] == [True] * 3
    assert len(err) == 4
    assert Article.objects.count() == 1


@pytest.mark.django_db
def test_file_that_cannot_be_published_leaves_nothing(tmp_path):
    path = tmp_path / "khong-ky-ten.txt"
    path.write_text("Một tít đủ dài\n\nMột câu mở bài. Không ai ký tên.\n", encoding="utf-8")

    _, err = run(str(path), "--publish", fails=True)

    assert len(err) == 1
    for model in (Article, Author, Section):
        assert not model.objects.exists()


@pytest.mark.django_db
def test_long_run_shows_progress_on_a_terminal_only(tmp_path, monkeypatch):
    names = []
    for number in range(25):
        path = tmp_path / f"{number}.txt"
        path.write_text(f"Tít bài số {number}\n\nMột câu mở bài cho đủ.\n", encoding="utf-8")
        names.append(str(path))
    terminal = io.StringIO()
    terminal.isatty = lambda: True
    monkeypatch.setattr(sys, "stderr", terminal)

    out, _ = run(*names, "--dry-run")
    assert "25/25" in terminal.getvalue()
    assert not any("25/25" in line for line in out)

    terminal.isatty = lambda: False
    terminal.truncate(0)
    run(*names)
    assert terminal.getvalue() == ""
    assert Article.objects.count() == 25


def test_import_on_an_empty_site_by_two_processes_at_once_makes_one_article(good, migrated_folder):
    environment = {
        **{name: value for name, value in os.environ.items() if name != "DATABASE_URL"},
        "DJANGO_SETTINGS_MODULE": "newsroom.settings",
        "DATA_DIR": str(migrated_folder),
        "SECRET_KEY": "x" * 60,
        "PYTHONIOENCODING": "utf-8",
    }
    manage = [sys.executable, str(ROOT / "manage.py")]

    runs = [
        subprocess.Popen(
            [*manage, "import_text", good, "--publish"],
            env=environment,
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )
        for _ in range(2)
    ]
    results = [run.communicate(timeout=120) for run in runs]

    assert [run.returncode for run in runs] == [0, 0], results
    lines = [out.splitlines()[0] for out, _ in results]
    assert sum(line.startswith("OK") for line in lines) == 1
    assert all("/tin-tuc/" in line and "-a1.html" in line for line in lines)
