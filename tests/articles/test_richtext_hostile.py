"""Nothing executable comes out of the cleaner, whatever went in."""

import pytest

from articles import embeds
from articles.richtext import UnacceptableBody, clean_body
from tests.articles.executable import executable_in, wrong_in_body
from tests.articles.hostile_pastes import HOSTILE, RUN

NESTINGS = [
    "{}",
    "<p>a{}b</p>",
    "<table><tr><td>{}",
    "<ul><li>{}</ul>",
    "<aside class='box box--facts'>{}</aside>",
    "<b id=docs-internal-guid-1 style='font-weight:normal'>{}</b>",
    "<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'>{}</p>",
    "<!--[if gte mso 9]>{}<![endif]-->",
    "<figure class=embed><a href=https://youtu.be/dQw4w9WgXcQ>{}</a></figure>",
    "<blockquote>{}{}</blockquote>",
    "<svg>{}</svg>",
]


def test_the_checker_sees_what_runs():
    assert executable_in("<p onclick=x>") and executable_in("<script>x</script>")
    assert executable_in("<a href=' java\tscript:x'>") and executable_in("<iframe>")
    assert executable_in('<script src="https://a.example/x.js"></script>')
    assert not executable_in('<script src="/static/x.js"></script><a href="/x">')
    assert wrong_in_body("<p id=x>") and wrong_in_body("<p class=box>") and wrong_in_body("<div>")


@pytest.mark.parametrize("nesting", NESTINGS)
def test_nothing_executable_is_left(nesting):
    for hostile in HOSTILE:
        body = cleaned(nesting.replace("{}", hostile))
        if body is None:
            continue
        assert wrong_in_body(body) == [], hostile
        assert executable_in(embeds.present(body)) == [], hostile
        assert clean_body(body) == body, hostile


def cleaned(pasted):
    """Return the cleaned body, None where it was refused."""
    try:
        return clean_body(pasted)
    except UnacceptableBody:
        return None


def test_most_of_the_corpus_is_cleaned_and_not_refused():
    bodies = [cleaned(hostile) for hostile in HOSTILE]

    assert bodies.count(None) <= 5


@pytest.mark.parametrize("size", [2, 3, 7])
def test_one_beside_another_makes_nothing_executable(size):
    joined = ["".join(HOSTILE[start : start + size]) for start in range(len(HOSTILE))]
    bodies = [body for body in map(cleaned, joined) if body is not None]

    assert len(bodies) > len(HOSTILE) / 2
    assert [wrong_in_body(body) for body in bodies] == [[]] * len(bodies)


@pytest.mark.parametrize(
    "large",
    [
        "<p>chữ</p>" * 18_000,
        f"<img src=x onerror={RUN}>" * 5_000,
        "<a href='javascript:x'>a</a> " * 6_000,
        "<span style='font-weight:bold'>a</span>" * 5_000,
        "<table><tr><td>a</td></tr></table>" * 5_000,
        "<p style='mso-list:l0 level3'>a</p>" * 5_000,
        "<br>" * 50_000,
        "&#60;" * 40_000,
        "\u0338" * 60_000,
    ],
    ids=lambda text: text[:20].encode("ascii", "replace").decode(),
)
def test_two_hundred_kilobytes_of_one_thing_come_out_harmless(large):
    """How long it takes is measured (manage.py benchmark richtext)."""
    assert wrong_in_body(clean_body(large[:200_000])) == []


@pytest.mark.parametrize("piece", ["<ul><li>", "<b>", "<div>", "<svg>", "<a href=x>", "<font>"])
def test_a_megabyte_of_depth_is_refused_or_cleaned_at_once(piece):
    assert wrong_in_body(cleaned(piece * (900_000 // len(piece))) or "") == []


def test_more_than_a_megabyte_is_refused():
    with pytest.raises(UnacceptableBody):
        clean_body("<p>" + "ấ" * 400_000)
