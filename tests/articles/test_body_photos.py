"""Photos in hand-written bodies: what is kept of them, however they are nested or spelt."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles import figures
from articles.body.photos import BodyPhoto, Gallery, photos_in, replaced, stored
from articles.richtext import UnacceptableBody, clean_body, plain_text
from tests.articles.executable import executable_in, wrong_in_body
from tests.articles.hostile_pastes import HOSTILE

PHOTO = '<figure class="photo" data-photo="7" data-alt="a"><figcaption>c</figcaption></figure>'
OTHER = '<figure class="photo photo--wide" data-photo="8"></figure>'
GALLERY = f'<figure class="gallery">{PHOTO}{OTHER}<figcaption>t</figcaption></figure>'

PLACES = [
    "{}",
    "<p>a{}b</p>",
    "<table><tr><td>x{}y</td></tr></table>",
    "<table><caption>{}</caption><tr><td>x</td></tr></table>",
    "<ul><li>{}</li><li>x{}</li></ul>",
    '<aside class="box box--facts"><h3>x</h3>{}</aside>',
    "<blockquote>{}</blockquote>",
    "<h2>{}</h2>",
    '<figure class="embed">{}</figure>',
    "<figure>{}</figure>",
    "<div><div>{}</div></div>",
    '<a href="/x">{}</a>',
]


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("figure", [PHOTO, OTHER, GALLERY])
def test_cleaning_a_nested_photo_again_changes_nothing(place, figure):
    body = clean_body(place.replace("{}", figure))

    assert clean_body(body) == body
    assert wrong_in_body(body) == []
    assert {use.photo for use in photos_in(body)} <= {7, 8}


@pytest.mark.parametrize("place", [one for one in PLACES if "caption>" not in one])
def test_a_photo_is_kept_wherever_it_was_written(place):
    assert 7 in {use.photo for use in photos_in(clean_body(place.replace("{}", PHOTO)))}


@pytest.mark.parametrize(
    "number", ["", "0", "-1", "1e3", "x", "٣", "9" * 19, "1" * 5000, " 7", "7;8", "07"]
)
def test_what_names_no_photo_is_no_photo(number):
    body = clean_body(
        f'<p>x</p><figure class="photo" data-photo="{number}"><figcaption>c</figcaption></figure>'
    )

    assert photos_in(body) == []
    assert "data-photo" not in body
    assert "c" in plain_text(body)


def test_the_largest_number_that_is_read_fits_the_database():
    assert photos_in(clean_body(PHOTO.replace('"7"', f'"{"9" * 18}"')))[0].photo == 10**18 - 1


def test_breaks_in_a_caption_are_spaces():
    body = clean_body(PHOTO.replace(">c<", ">Chợ<br>nổi<br/>  sớm<"))

    assert [use.caption for use in photos_in(body)] == ["Chợ nổi sớm"]
    assert plain_text(body) == "Chợ nổi sớm"


def test_what_an_editor_shows_beside_a_photo_is_not_kept():
    shown = (
        '<div class="cke_widget_wrapper"><figure class="photo photo--side" data-photo="7">'
        '<div data-newsphoto=""><img src="/x.jpg" alt="x"><button>No credit</button></div>'
        '<figcaption contenteditable="true">Chợ</figcaption><div>Ảnh: Ai đó</div>'
        "<div><button>Wide</button></div></figure></div>"
    )

    assert clean_body(shown) == stored(BodyPhoto(7, "Chợ", size="side"))


def test_a_gallery_in_a_gallery_is_one_gallery():
    body = clean_body(f'<figure class="gallery">{GALLERY}{PHOTO}</figure>')

    found = []
    replaced(body, lambda shown: found.append(shown) or "")
    assert [type(one) for one in found] == [Gallery]
    assert [use.photo for use in found[0].photos] == [7, 8, 7]


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_captions_and_texts_run_nowhere(hostile):
    attribute = hostile.replace('"', "&quot;")
    written = (
        f'<figure class="photo" data-photo="7" data-alt="{attribute}" onclick="x()">'
        f"<figcaption>{hostile}</figcaption></figure>"
    )
    try:
        body = clean_body(written)
    except UnacceptableBody:
        return

    assert wrong_in_body(body) == []
    assert executable_in(figures.present(body, {})) == []
    assert clean_body(body) == body


texts = st.text(alphabet=st.sampled_from("ab <>\"'&;=/đ́\u0338\n"), max_size=12)
uses = st.builds(
    BodyPhoto,
    st.integers(1, 10**18 - 1),
    texts,
    texts,
    st.sampled_from(["column", "wide", "side"]),
)
galleries = st.builds(Gallery, st.lists(uses, min_size=1, max_size=4).map(tuple), texts)


@given(st.lists(uses | galleries, max_size=5))
def test_what_was_stored_is_read_again(found):
    body = clean_body("".join(stored(one) for one in found))

    assert clean_body(body) == body
    numbers = [
        use.photo for one in found for use in (one.photos if isinstance(one, Gallery) else [one])
    ]
    assert [use.photo for use in photos_in(body)] == numbers


def test_a_stroke_over_the_end_of_a_tag_takes_no_photo_away():
    one = BodyPhoto(1, "\u0301\u0338cầu", "", "column")

    assert [use.photo for use in photos_in(clean_body(stored(one)))] == [1]


PIECES = [
    PHOTO,
    OTHER,
    GALLERY,
    '<figure class="gallery">',
    '<figure class="photo" data-photo="9" data-alt="&lt;b&gt;">',
    "</figure>",
    "<figcaption>",
    "</figcaption>",
    "<table><tr><td>",
    "</td></tr></table>",
    "<ul><li>",
    "</ul>",
    '<aside class="box box--related">',
    "</aside>",
    "<p>",
    "text",
    "<br>",
    "<img src=x onerror=y>",
    '<figure class="embed"><a href="https://youtu.be/dQw4w9WgXcQ">x</a>',
]


@given(st.lists(st.sampled_from(PIECES), max_size=14))
def test_any_mixture_is_cleaned_once_for_all(pieces):
    body = clean_body("".join(pieces))

    assert clean_body(body) == body
    assert wrong_in_body(body) == []
    # Every figure of a photo is one that readers' pages know how to show.
    assert len(re.findall("data-photo=", body)) == len(photos_in(body))
    assert "data-photo" not in replaced(body, lambda shown: "")
