import random
from difflib import SequenceMatcher

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.comparing import Change, alignment, compare_bodies, runs_of
from articles.comparing.markup import blocks_of
from articles.richtext import clean_body


def shown(old, new):
    signs = {Change.ADDED: "+", Change.REMOVED: "-", Change.SAME: "", Change.FORMAT: "*"}
    return [
        (
            block.change.value,
            "".join(
                f"[{signs[p.change]}{p.text}]" if p.change != "same" else p.text
                for p in block.pieces
            ),
        )
        for block in compare_bodies(old, new)
    ]


def test_a_word_in_one_paragraph_leaves_the_others_alone():
    old = "<p>Đoạn một.</p><p>Bà con ra đồng từ sớm.</p><p>Đoạn ba.</p>"

    assert shown(old, old.replace("từ sớm", "từ rất sớm")) == [
        ("same", "Đoạn một."),
        ("changed", "Bà con ra đồng từ[+ rất] sớm."),
        ("same", "Đoạn ba."),
    ]


def test_a_new_paragraph_is_new_and_a_rewritten_one_replaced():
    old = "<p>Đoạn một của bài.</p><p>Cầu thông xe hôm nay.</p>"
    new = "<p>Đoạn một của bài.</p><p>Thêm vào đây.</p><p>Giá lúa tăng mạnh trong tuần.</p>"

    assert shown(old, new) == [
        ("same", "Đoạn một của bài."),
        ("removed", "[-Cầu thông xe hôm nay.]"),
        ("added", "[+Thêm vào đây.]"),
        ("added", "[+Giá lúa tăng mạnh trong tuần.]"),
    ]


def test_formatting_is_shown_as_formatting():
    [block] = compare_bodies("<p>Cầu <b>mới</b> thông xe</p>", "<p>Cầu mới <em>thông xe</em></p>")

    assert block.change == Change.FORMAT
    assert [(p.text, p.before, p.after) for p in block.pieces if p.change == Change.FORMAT] == [
        ("mới", ("strong",), ()),
        ("thông xe", (), ("em",)),
    ]


def test_another_target_of_a_link_is_shown():
    old = '<p>Xem <a href="https://a.example/">tại đây</a></p>'

    [block] = compare_bodies(old, old.replace("a.example", "b.example"))

    [piece] = [p for p in block.pieces if p.change == Change.FORMAT]
    assert (piece.text, piece.before, piece.after) == (
        "tại đây",
        ("a https://a.example/",),
        ("a https://b.example/",),
    )


def test_a_paragraph_that_became_a_heading_says_so():
    [block] = compare_bodies("<p>Mùa nước nổi</p>", "<h2>Mùa nước nổi</h2>")

    assert (block.change, block.was, block.kind) == (Change.FORMAT, (), ("h2",))


def test_a_moved_paragraph_is_known_at_both_places():
    old = "<p>Một hai ba.</p><p>Bốn năm sáu.</p><p>Bảy tám chín.</p>"
    new = "<p>Bảy tám chín.</p><p>Một hai ba.</p><p>Bốn năm sáu.</p>"

    changes = [(b.change, b.moved) for b in compare_bodies(old, new)]

    assert changes == [
        (Change.ADDED, True),
        (Change.SAME, False),
        (Change.SAME, False),
        (Change.REMOVED, True),
    ]


def test_lists_tables_quotes_and_boxes_are_blocks_of_their_own():
    body = (
        "<ul><li>Một</li><li>Hai</li></ul><table><tbody><tr><td>Xã</td><td><p>12 ha</p></td></tr>"
        "</tbody></table><blockquote><p>Lời</p></blockquote><hr><aside><h3>Hộp</h3><p>Tin</p></aside>"
    )

    blocks = [(b.kind, "".join(t.space + t.word for t in b.tokens)) for b in blocks_of(body)]

    assert blocks == [
        (("ul", "li"), "Một"),
        (("ul", "li"), "Hai"),
        (("tr",), "Xã | 12 ha"),
        (("blockquote",), "Lời"),
        (("hr",), ""),
        (("aside", "h3"), "Hộp"),
        (("aside",), "Tin"),
    ]


def test_a_syllable_set_in_two_ways_is_still_one_word():
    [block] = blocks_of("<p><b>Đ</b>ảng ủy</p>")

    assert [(token.word, token.marks) for token in block.tokens] == [
        ("Đảng", ("strong",)),
        ("ủy", ()),
    ]


def test_line_breaks_count_and_those_of_the_source_do_not():
    assert shown("<p>Một\n  hai</p>", "<p>Một hai</p>") == [("same", "Một hai")]
    assert shown("<p>Một hai</p>", "<p>Một<br>hai</p>")[0][0] == "changed"


bodies = st.lists(
    st.tuples(
        st.sampled_from(["p", "h2", "li", "blockquote"]),
        st.lists(st.sampled_from("cầu lúa đồng <b>mới</b> xã , .".split()), min_size=1, max_size=8),
    ),
    max_size=8,
).map(lambda blocks: clean_body("".join(f"<{t}>{' '.join(w)}</{t}>" for t, w in blocks)))


@settings(max_examples=150, deadline=None)
@given(bodies, bodies)
def test_both_bodies_are_in_the_comparison_block_by_block(old, new):
    changes = compare_bodies(old, new)

    for body, absent in ((old, Change.ADDED), (new, Change.REMOVED)):
        texts = [
            "".join(p.text for p in block.pieces if p.change != absent)
            for block in changes
            if block.change != absent
        ]
        wanted = ["".join(t.space + t.word for t in block.tokens) for block in blocks_of(body)]
        assert texts == wanted


def test_long_stretches_without_changes_are_folded_and_nothing_is_lost():
    paragraphs = [f"<p>Đoạn số {n} của bài.</p>" for n in range(12)]
    new = [*paragraphs[:6], "<p>Chen vào giữa.</p>", *paragraphs[6:]]
    changes = compare_bodies("".join(paragraphs), "".join(new))

    runs = runs_of(changes)

    assert [(run.folded, len(run.blocks)) for run in runs] == [(True, 5), (False, 3), (True, 5)]
    assert [block for run in runs for block in run.blocks] == changes


def prose(rng, words, vocabulary, per_paragraph):
    texts = [rng.choice(vocabulary) for _ in range(words)]
    rows = [texts[n : n + per_paragraph] for n in range(0, words, per_paragraph)]
    return "".join(f"<p>{' '.join(row)}.</p>" for row in rows)


@pytest.mark.parametrize(
    ("vocabulary", "per_paragraph"),
    [
        ([f"w{n}" for n in range(40_000)], 80),
        ("của và các những một người trong được cho là".split(), 80),
        ("của và các những một người trong được cho là".split(), 10**6),
        (["a", "b"], 400),
    ],
)
def test_bodies_of_200_kilobytes_that_differ_completely_cost_bounded_work(
    vocabulary, per_paragraph, monkeypatch
):
    """What takes time with the square of the length is given no more pairs than are allowed."""
    looked_at = []

    class Counted(SequenceMatcher):
        def __init__(self, isjunk, a, b, autojunk):
            looked_at.append(len(a) * len(b))
            super().__init__(isjunk, a, b, autojunk)

    monkeypatch.setattr(alignment, "SequenceMatcher", Counted)
    rng = random.Random(7)
    mean = sum(len(w.encode()) + 1 for w in vocabulary) / len(vocabulary)
    old, new = (prose(rng, int(200_000 / mean), vocabulary, per_paragraph) for _ in range(2))

    changes = compare_bodies(old, new)

    assert max(looked_at, default=0) <= alignment.STRETCH
    assert sum(looked_at) <= alignment.ALL
    assert any(block.change != Change.SAME for block in changes)


def photo(number, caption="", alt="", size=""):
    size = f" photo--{size}" if size else ""
    alt = f' data-alt="{alt}"' if alt else ""
    caption = f"<figcaption>{caption}</figcaption>" if caption else ""
    return f'<figure class="photo{size}" data-photo="{number}"{alt}>{caption}</figure>'


def photos(old, new):
    return [
        (block.change.value, block.photo, block.moved)
        for block in compare_bodies(old, new)
        if block.photo
    ]


def test_photos_are_put_in_and_taken_out_even_without_words():
    text = "<p>Đoạn một.</p>{}<p>Đoạn hai.</p>"

    assert photos(text.format(""), text.format(photo(7))) == [("added", 7, False)]
    assert photos(text.format(photo(7)), text.format("")) == [("removed", 7, False)]
    assert photos(text.format(photo(7)), text.format(photo(8))) == [
        ("removed", 7, False),
        ("added", 8, False),
    ]


def test_a_caption_is_compared_word_by_word_and_so_is_the_alternative_text():
    [block] = compare_bodies(photo(7, "Chợ nổi", "Ghe"), photo(7, "Chợ sớm", "Ghe nhỏ"))

    assert (block.change, block.photo) == (Change.CHANGED, 7)
    assert [(p.change.value, p.text.strip()) for p in block.pieces] == [
        ("same", "Chợ"),
        ("removed", "nổi"),
        ("added", "sớm"),
    ]
    assert [(p.change.value, p.text.strip()) for p in block.alt] == [
        ("same", "Ghe"),
        ("added", "nhỏ"),
    ]


def test_a_wholly_rewritten_caption_is_still_the_same_photo():
    assert photos(photo(7, "Chợ nổi sáng nay"), photo(7, "Khác hẳn")) == [("changed", 7, False)]


def test_another_size_is_set_otherwise():
    [block] = compare_bodies(photo(7, "Chợ"), photo(7, "Chợ", size="wide"))

    assert (block.change, block.had, block.details) == (Change.FORMAT, ("column",), ("wide",))


def test_a_moved_photo_is_moved_whatever_stands_below_it():
    one, two = "<p>Đoạn một.</p>", "<p>Đoạn hai dài hơn.</p>"
    new = one + two + photo(7, "Chợ sớm", "Ghe", size="side")
    last = compare_bodies(photo(7, "Chợ", "Ghe") + one + two, new)[-1]

    assert [(p.change.value, p.text.strip()) for p in last.pieces] == [
        ("same", "Chợ"),
        ("added", "sớm"),
    ]
    assert (last.alt, last.had, last.details) == ((), ("column",), ("side",))
    assert photos(photo(7, "Chợ") + one + two, one + two + photo(7, "Chợ sớm")) == [
        ("removed", 7, True),
        ("added", 7, True),
    ]


def test_the_order_of_a_gallery_and_its_title_are_compared():
    def gallery(order, title):
        inner = "".join(photo(number, f"Ảnh {number}") for number in order)
        return f'<figure class="gallery">{inner}<figcaption>{title}</figcaption></figure>'

    changes = compare_bodies(gallery([1, 2, 3], "Mùa nước"), gallery([2, 3, 1], "Mùa lũ"))

    moved = [(b.change.value, b.photo) for b in changes if b.moved]
    assert sorted(moved) == [("added", 1), ("removed", 1)]
    assert [b.change.value for b in changes if not b.photo] == ["changed"]
    assert all(b.kind[0] == "gallery" for b in changes)


def test_a_photo_in_a_table_is_seen():
    table = "<table><tbody><tr><td>Một</td><td>Hai{}</td></tr></tbody></table>"

    assert photos(table.format(""), table.format(photo(7))) == [("added", 7, False)]
