"""Letters: every family that the style sheets name has all of Vietnamese; a word has one face."""

import re
import subprocess
import unicodedata
from pathlib import Path

import pytest
from django.conf import settings

from tests.browser.paper import make_paper, visit

pytestmark = [pytest.mark.browser]

BASE = Path(settings.BASE_DIR) / "static/css/base.css"
# The alphabet's letters beyond ASCII: twelve vowels in six tones, and đ.
TONES = ["", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323"]
LETTERS = {
    letter
    for vowel in "aăâeêioôơuưy"
    for tone in TONES
    for lower in [unicodedata.normalize("NFC", vowel + tone)]
    for letter in (lower, lower.upper())
    if not lower.isascii()
} | {"đ", "Đ"}
# Not names of families: what a browser chooses itself.
GENERIC = {"serif", "sans-serif", "ui-serif", "-apple-system", "BlinkMacSystemFont"}
KHMER = re.compile(r"Khmer|Leelawadee")


def families():
    stacks = re.findall(r"--(?:serif|sans):([^;]+);", BASE.read_text())
    assert len(stacks) == 4  # two, and two for Khmer
    names = {name.strip().strip('"') for stack in stacks for name in stack.split(",")}
    return sorted(name for name in names - GENERIC if not KHMER.search(name))


def files_of(family):
    """Return the installed files that carry this very family's name, as fontconfig knows them."""
    rows = subprocess.run(
        ["fc-list", f":family={family}", "file", "family"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout.splitlines()
    return [
        row.split(": ")[0]
        for row in rows
        if family in row.split(": ")[1].split(",") and Path(row.split(": ")[0]).suffix == ".ttf"
    ]


def test_the_alphabet_is_whole():
    assert len(LETTERS) == 134


@pytest.mark.parametrize("family", families())
def test_a_family_that_is_named_has_every_letter(family):
    ttlib = pytest.importorskip("fontTools.ttLib", reason="needs the [browser] extra")
    for file in files_of(family):  # none where it is not installed: nothing to be wrong
        with ttlib.TTFont(file, lazy=True) as font:
            covered = font.getBestCmap()
        assert {letter for letter in LETTERS if ord(letter) not in covered} == set(), file


def test_the_serif_and_the_sans_are_looked_into_here():
    assert files_of("Noto Serif") and files_of("Noto Sans")


WORDS = "Ủng Ấp ữ Ỗi Ẵm Nghiễm ẰẲỬỴ"


@pytest.mark.django_db(transaction=True)
def test_a_word_is_set_in_one_face(reader_window):
    make_paper()
    page = reader_window(width=1280)
    visit(page, "home", "/")
    selectors = [".card--lead .card__title a", ".card__lead", ".bar__link", ".masthead__name"]
    session = page.context.new_cdp_session(page)
    session.send("DOM.enable")
    session.send("CSS.enable")
    root = session.send("DOM.getDocument")["root"]["nodeId"]

    for selector in selectors:
        written = page.locator(selector).first
        written.evaluate(f"one => one.textContent = {WORDS!r}")
        written.scroll_into_view_if_needed()  # what has not been drawn has no face yet
        node = session.send("DOM.querySelector", {"nodeId": root, "selector": selector})["nodeId"]
        fonts = session.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]
        assert len({font["postScriptName"] for font in fonts}) == 1, (selector, fonts)


# Of what stands in a line box: how far ink rises over the box that cuts, by painting it.
CLIPPED = """async ([selector, words]) => {
  const one = document.querySelector(selector);
  one.textContent = words;
  const style = getComputedStyle(one), canvas = document.createElement("canvas").getContext("2d");
  canvas.font = `${style.fontStyle} ${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
  const ink = canvas.measureText(words), size = parseFloat(style.fontSize);
  const line = parseFloat(style.lineHeight), content = ink.fontBoundingBoxAscent + ink.fontBoundingBoxDescent;
  const above = (line - content) / 2 + ink.fontBoundingBoxAscent, room = parseFloat(style.paddingTop);
  return { ratio: line / size, cut: ink.actualBoundingBoxAscent - above - room,
    touch: ink.actualBoundingBoxAscent + ink.actualBoundingBoxDescent - line };
}"""  # noqa: E501


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("width", [390, 1280])
def test_stacked_marks_are_never_cut_and_never_touch(reader_window, width):
    paper = make_paper()
    page = reader_window(width=width)
    cutting = [("home", ".block .card__lead")]
    setting = [
        ("home", ".card--lead .card__title"),
        ("home", ".top__latest .card__title"),
        ("home", ".card__kicker"),
        ("home", ".masthead__name"),
        ("article", ".article__title"),
        ("article", ".article__body > p"),
        ("article", ".article__lead"),
    ]
    for name, selector in cutting + setting:
        visit(page, name, paper[name])
        found = page.evaluate(CLIPPED, [selector, "ẤẴỖỬỴ gy"])
        assert found["touch"] <= 0.5, (selector, found)
        if (name, selector) in cutting:
            assert found["cut"] <= 0, (selector, found)
        if "title" in selector or "name" in selector:
            assert found["ratio"] >= 1.299, (selector, found)
        elif "article" in selector:
            assert found["ratio"] >= 1.6, (selector, found)
