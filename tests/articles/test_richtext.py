import nh3
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.richtext import (
    MAX_DEPTH,
    UnacceptableBody,
    clean_body,
    html_of_blocks,
    plain_text,
)


@pytest.mark.parametrize(
    ("hostile", "harmless"),
    [
        ("<p>a<script>alert(1)</script>b</p>", "<p>ab</p>"),
        ('<p onclick="x()">a</p>', "<p>a</p>"),
        ('<a href="javascript:x()">a</a>', "a"),
        ('<a href="data:text/html,x">a</a>', "a"),
        ('<p style="background:url(x)">a</p>', "<p>a</p>"),
        ("<iframe src=//x></iframe><p>a</p>", "<p>a</p>"),
        ("<svg onload=x()><p>a</p></svg>", "<p>a</p>"),
        ("<p>a<!-- b --></p>", "<p>a</p>"),
        ('<img src=x onerror="x()"><p>a</p>', "<p>a</p>"),
    ],
)
def test_clean_body_leaves_nothing_executable(hostile, harmless):
    assert clean_body(hostile) == harmless


def test_clean_body_keeps_what_an_article_needs():
    body = (
        "<h2>Tít xen</h2>\n<p>Chữ <strong>đậm</strong>, <em>nghiêng</em>"
        ' và <a href="https://bao.example/a" rel="noopener">liên kết</a>.</p>\n'
        '<table><tbody><tr><td colspan="2">ô</td></tr></tbody></table>\n'
        "<blockquote><p>Lời dẫn</p></blockquote>\n<ul><li>một</li></ul>"
    )

    assert clean_body(body) == body


def test_clean_body_repairs_unicode_and_drops_empty_paragraphs():
    assert clean_body("<p>Ðảng\u200b\u00a0ủy</p><p>&nbsp;</p>") == "<p>Đảng ủy</p>"


@settings(max_examples=60)
@given(st.text(alphabet=st.sampled_from("<>/apbscript ul=\"'&;nđ\n"), max_size=120))
def test_clean_body_is_idempotent(body):
    once = clean_body(body)

    assert clean_body(once) == once


PIECES = (
    "<p> </p> <b> </b> <i> </i> <h1> </h1> <ul> </ul> <ol> </ol> <li> </li> <br> <hr> <div> </div>"
    " <table> <tr> <td> </td> </table> <th> <caption> <blockquote> </blockquote> <pre> </pre> một"
    " hai \u00a0 &nbsp; &lt; \u0338 <a_href=/x> <a_href=//bao.example/y_title=q> </a> <!--x-->"
    " <aside_class='box_box--facts'> </aside> <figure_class=embed> </figure> <figcaption>"
    " <a_href=https://youtu.be/dQw4w9WgXcQ> <span_style=font-weight:700> </span>"
    " <p_style='mso-list:l0_level2_lfo1'> <span_style=white-space:pre> <em_style=font-style:normal>"
).split()


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from([*PIECES, " ", "\n"]), max_size=25))
def test_clean_body_is_idempotent_on_pastes(pieces):
    try:
        once = clean_body("".join(pieces).replace("_", " "))
    except UnacceptableBody:
        return

    assert clean_body(once) == once


def test_clean_body_refuses_what_would_take_minutes():
    with pytest.raises(UnacceptableBody):
        clean_body("<ul><li>" * (MAX_DEPTH + 1))
    with pytest.raises(UnacceptableBody):
        clean_body("<p>" + "a" * 1_000_001)


@pytest.mark.parametrize(
    "body",
    [
        '<a href="java\u00adscript:alert(1)">x</a>',
        '<a href="java\u200bscript:alert(1)">x</a>',
        '<a href="java&shy;script:alert(1)">x</a>',
        "<p>&#824; onmouseover=alert(1) x</p>",
        "<p>\u0338 onmouseover=alert(1) x=y></p>",
        "&lt;\u0338script>alert(1)</script>",
    ],
)
def test_repairing_unicode_makes_no_markup(body):
    cleaned = clean_body(body)

    assert "javascript:" not in cleaned
    assert nh3.clean(cleaned, link_rel="noopener") == cleaned


@pytest.mark.parametrize(
    "attack",
    [
        "<ul></b>",
        "<ul><!--</ul>-->",
        '<ul title="</ul>">',
        "<ul title='>' x='</ul>'>",
        '<b x="{}"></i>',
        "<table></ul>",
    ],
)
def test_closing_tags_that_close_nothing_do_not_hide_the_depth(attack):
    body = "".join(attack.replace("{}", str(n)) for n in range(2_000))

    with pytest.raises(UnacceptableBody):
        clean_body(body)


def test_many_lists_tables_and_quotes_beside_each_other_are_no_depth():
    block = (
        "<ul><li>một</li></ul><table><tbody><tr><td><b>hai</b></td></tr></tbody></table>"
        '<blockquote><p>ba <a href="https://bao.example/?a=1&amp;b=2">bốn</a></p></blockquote>'
    )

    assert clean_body(block * 300).count("<table>") == 300


def test_clean_body_takes_many_unclosed_paragraphs():
    assert clean_body("<p>a" * 500).count("<p>") == 500


RELATED = (
    '<aside class="box box--related"><h3>Tin liên quan</h3>'
    '<ul><li><a href="/x-a1.html" rel="noopener">Cầu</a></li></ul></aside>'
)


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        (RELATED, RELATED),
        (RELATED.replace("box--related", "box--related x submit-row").replace("<h3", "<h3 id=y"), RELATED),  # noqa: E501
        ("<aside class='box--facts'>a<p>b</p></aside>", '<aside class="box box--facts"><p>a</p><p>b</p></aside>'),  # noqa: E501
        ("<aside class='box'>a</aside>", "<p>a</p>"),
        ("<aside class='box--facts'></aside><p>a</p>", "<p>a</p>"),
        ("<div class='box box--facts'>a</div>", "<p>a</p>"),
        ("<p class='box box--facts'>a</p>", "<p>a</p>"),
        ("<aside class='box--facts'><aside class='box--related'>a</aside></aside>",
         '<aside class="box box--facts"><p>a</p></aside>'),
        ("<table><tr><td><aside class='box--facts'>a</aside></td></tr></table>",
         "<table><tbody><tr><td>a</td></tr></tbody></table>"),
    ],
)  # fmt: skip
def test_a_box_is_one_of_two_and_stands_by_itself(written, kept):
    assert clean_body(written) == kept
    assert clean_body(kept) == kept


def test_plain_text_gives_a_line_for_each_block():
    assert plain_text("<h2>Một &amp; hai</h2><p>ba<br>bốn</p><ul><li>năm</li></ul>") == (
        "Một & hai\nba\nbốn\nnăm"
    )


def test_html_of_blocks_escapes_and_knows_its_kinds():
    blocks = ["Đoạn <b>", "## Tít xen", "> Lời dẫn", "- một\n- hai", " "]

    assert html_of_blocks(blocks) == (
        "<p>Đoạn &lt;b&gt;</p>\n<h2>Tít xen</h2>\n<blockquote><p>Lời dẫn</p></blockquote>\n"
        "<ul><li>một</li><li>hai</li></ul>"
    )
