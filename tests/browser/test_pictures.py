"""Pictures on the pages: as wide as they say, in the place that was kept for them."""

import pytest

from articles.body.photos import BodyPhoto, Gallery, stored
from articles.models import Photo
from tests.factories import (
    ArticleFactory,
    PhotoFactory,
    PublicationFactory,
    SectionFactory,
    stored_photo,
)
from tests.pictures import picture

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LONG = "Bà con xã An Phú Tây thu hoạch lúa hè thu trên cánh đồng ven sông Tân. " * 6
# For each picture: where, what its ``sizes`` come to, and how wide it is shown.
WIDTHS = r"""() => [...document.querySelectorAll("img.picture[sizes]")]
  .filter((image) => image.checkVisibility())
  .map((image) => {
    const parts = image.sizes.split(/,\s*(?![^(]*\))/).map((part) => part.match(/^(\(min-width: [^)]*\) )?(.*)$/));
    const length = parts.find(([, condition]) => !condition || matchMedia(condition.trim()).matches)[2];
    const probe = document.body.appendChild(document.createElement("div"));
    probe.style.position = "absolute";
    probe.style.width = length;
    const said = probe.getBoundingClientRect().width;
    probe.remove();
    const box = image.getBoundingClientRect();
    const ratio = image.getAttribute("width") / image.getAttribute("height");
    const whole = getComputedStyle(image).objectFit === "contain";
    return [image.closest(".figure, .card, .story").className, said, whole ? Math.min(box.width, box.height * ratio) : box.width];
  })"""  # noqa: E501
SHIFTS = """() => new Promise((done) => {
  let sum = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) sum += entry.value;
  }).observe({ type: "layout-shift", buffered: true });
  setTimeout(() => done(sum), 300);
})"""


def body_of(photos):
    column, wide, side, *others = [BodyPhoto(one.pk, LONG, "Mô tả") for one in photos]
    sized = [
        BodyPhoto(use.photo, LONG, "Mô tả", size) for use, size in ((wide, "wide"), (side, "side"))
    ]
    figures = [column, *sized, Gallery(tuple(others), "Bộ ảnh")]
    return "".join(f"<p>{LONG}</p>{stored(figure)}" for figure in figures) + f"<p>{LONG}</p>" * 4


def article_with(photos, lead, **fields):
    article = ArticleFactory(public=True, photos=[*lead, *photos], body=body_of(photos), **fields)
    article.captions.filter(photo__in=photos).update(placement="text")
    return article


@pytest.mark.parametrize("width", [360, 390, 768, 1280])
def test_pictures_are_as_wide_as_they_say(open_browser, media, width):
    # A worker asks for pictures past what the page is given instead.
    paper = PublicationFactory(offline_reading=False)
    section = SectionFactory(publication=paper, name="Kinh tế", slug="kinh-te")
    article = article_with(
        PhotoFactory.create_batch(8), PhotoFactory.create_batch(3), section=section
    )
    ArticleFactory.create_batch(12, public=True, photos=1, section=section)
    page = open_browser(width=width)
    # What the pictures are does not matter here, and their files are not there.
    page.route("**/anh/**", lambda route: route.fulfill(body=picture(), content_type="image/jpeg"))

    for path in ("/", "/kinh-te/", "/tim-kiem/?q=sang", article.get_absolute_url()):
        page.goto(path)
        rows = page.evaluate(WIDTHS)
        assert rows or "tim-kiem" in path  # which has none on a phone
        wrong = [row for row in rows if not 0.9 < row[1] / row[2] < 1.15]
        assert wrong == [], path
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path


@pytest.fixture
def shapes(media):
    """An article with a landscape above its text; then high, long, small ones and a gallery."""
    sizes = [(1200, 800), (500, 1200), (1600, 400), (120, 100), (700, 700), (800, 600), (400, 900)]
    lead, *photos = [stored_photo(picture(size)) for size in sizes]
    missing = PhotoFactory(width=None, height=None, widths=[], sha256=None)
    return article_with([*photos, missing], [lead])


def far(before, after):
    return max(abs(a - b) for a, b in zip(before, after, strict=True)) >= 1


@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_moves_when_the_pictures_come(open_browser, shapes, width):
    page = open_browser(width=width)
    page.route("**/anh/**", lambda route: (page.wait_for_timeout(150), route.continue_()))
    page.goto(shapes.get_absolute_url(), wait_until="domcontentloaded")
    boxes = """[...document.querySelectorAll("main img, main p, main h1")]
      .filter((one) => one.checkVisibility())
      .map((one) => one.getBoundingClientRect()).map((box) => [box.width, box.height])"""
    before = page.evaluate(boxes)

    for image in page.locator("img.picture").all():
        image.scroll_into_view_if_needed()
        page.wait_for_function(
            "image => image.complete && image.naturalWidth > 0", arg=image.element_handle()
        )

    # A rendition's height is rounded to a pixel: its ratio is a hair off the photo's.
    assert [pair for pair in zip(before, page.evaluate(boxes), strict=True) if far(*pair)] == []
    assert page.evaluate(SHIFTS) == 0


def test_a_crop_keeps_the_focal_point(open_browser, media):
    photo = stored_photo(picture((1600, 400)), focus_x=0.93, focus_y=0.12)
    ArticleFactory(public=True, photos=[photo])
    page = open_browser()
    page.goto("/")

    image = page.locator(".card img").first

    assert image.evaluate("image => getComputedStyle(image).objectPosition") == "95% 10%"
    assert image.evaluate("image => getComputedStyle(image).objectFit") == "cover"


def test_the_main_picture_is_fetched_once_and_first(open_browser, media):
    photo = stored_photo(complete=True)
    article = ArticleFactory(public=True, photos=[photo])
    page = open_browser()
    asked = []
    page.on("request", lambda request: "/anh/" in request.url and asked.append(request.url))

    page.goto(article.get_absolute_url())
    page.wait_for_load_state("networkidle")

    assert [url.rpartition("/")[2] for url in asked] == ["480.avif"]


def test_side_photos_stand_beside_the_text_on_desks_and_in_it_on_phones(open_browser, shapes):
    place = """() => {
      const side = document.querySelector(".figure--side").getBoundingClientRect();
      const text = [...document.querySelectorAll(".article__body > p")]
        .map((p) => { const r = document.createRange(); r.selectNodeContents(p); return r.getBoundingClientRect(); })
        .find((p) => p.bottom > side.top + 10);
      return [side.left >= text.right, side.bottom <= text.top, side.width];
    }"""  # noqa: E501
    desk, phone = (open_browser(width=width) for width in (1280, 390))
    for page in (desk, phone):
        page.goto(shapes.get_absolute_url())

    assert desk.evaluate(place)[2] == 288
    assert phone.evaluate(place)[1] is True


def test_pages_without_scripts_show_every_photo(open_browser, shapes):
    page = open_browser(js=False)
    page.goto(shapes.get_absolute_url())

    for image in page.locator("img.picture").all():
        image.scroll_into_view_if_needed()
        assert image.is_visible()
    assert page.locator("img.picture").count() == Photo.objects.count()
