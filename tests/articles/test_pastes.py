"""Texts as programs put them on the clipboard, and what a body makes of them."""

from pathlib import Path

import pytest

from articles.richtext import clean_body, plain_text

PASTES = Path(__file__).parent / "pastes"
NAMES = sorted(p.stem for p in PASTES.glob("*.html") if not p.stem.endswith(".expected"))


def read(name):
    return (PASTES / f"{name}.html").read_text()


def lines(html):
    """Return the HTML without the lines between its blocks, which are a matter of taste."""
    return html.replace("\n", "").strip()


def test_the_corpus_is_there():
    assert len(NAMES) >= 6


@pytest.mark.parametrize("name", NAMES)
def test_a_paste_comes_out_clean(name):
    assert lines(clean_body(read(name))) == lines(read(f"{name}.expected"))


@pytest.mark.parametrize("name", NAMES)
def test_a_clean_paste_stays_as_it_is(name):
    once = clean_body(read(name))

    assert clean_body(once) == once


@pytest.mark.parametrize(
    ("pasted", "clean"),
    [
        ("<div>một</div><div>hai</div>", "<p>một</p><p>hai</p>"),
        ("<p>một<br><br><br>hai<br></p>", "<p>một</p><p>hai</p>"),
        ("một<br>hai", "<p>một<br>hai</p>"),
        ("chỉ một dòng", "chỉ một dòng"),
        ("<p>a&nbsp;&nbsp; &nbsp;b</p>", "<p>a b</p>"),
        ("<p><b>a</b><b> </b><b>b</b></p>", "<p><strong>a b</strong></p>"),
        ("<p><b>a </b>b</p>", "<p><strong>a </strong>b</p>"),
        ("<b><p>a</p><p>b</p></b>", "<p><strong>a</strong></p><p><strong>b</strong></p>"),
        ("<h3><b>a</b> b</h3>", "<h3>a b</h3>"),
        ("<h2>a<br><br>b</h2>", "<h2>a</h2><h2>b</h2>"),
        ("<ul><li></li><li>a</li></ul>", "<ul><li>a</li></ul>"),
        ("<ul><li><p>a</p><p>b</p></li></ul>", "<ul><li><p>a</p><p>b</p></li></ul>"),
        ("<table><tr><th><b>a</b></th></tr></table>",
         "<table><tbody><tr><th>a</th></tr></tbody></table>"),
        ("<table></table><p>a</p>", "<p>a</p>"),
        ("<p>a</p><table><caption>Bảng <i>1</i></caption><tr><td>b</td></tr></table>",
         "<p>a</p><table><caption>Bảng <em>1</em></caption><tbody><tr><td>b</td></tr></tbody></table>"),  # noqa: E501
        ("<pre>một\n  hai</pre>", "<p>một<br>hai</p>"),
        ("<p><a href='https://bao.example/'><u>a</u></a></p>",
         '<p><a href="https://bao.example/" rel="noopener">a</a></p>'),
        ("<p>a<del>b</del><ins>c</ins></p>", "<p>a<s>b</s>c</p>"),
        ("<h1>a</h1><hr><h6>b</h6>", "<h2>a</h2><hr><h4>b</h4>"),
    ],
)  # fmt: skip
def test_small_pastes(pasted, clean):
    assert clean_body(pasted) == clean
    assert clean_body(clean) == clean


def test_no_word_of_a_long_text_is_lost():
    text = " ".join(
        f"<span style='font-weight:{700 if n % 7 else 400}'>từ{n}</span>" for n in range(3000)
    )

    found = plain_text(clean_body(f"<div><p>{text}</p></div>"))

    assert found == " ".join(f"từ{n}" for n in range(3000))
