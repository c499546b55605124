"""What the browser tests of photos share: a library, its dialog, how a photo is stored."""

import re

from tests.factories import stored_photo
from tests.pictures import picture

DIALOG = "#photo-dialog"
TEXT = ".cke_wysiwyg_div"


def library(*captions):
    """Return photos with credit and text; the last one is the first in the grid."""
    return [
        stored_photo(
            picture(colour=(40 * n, 90, 120)),
            caption=caption,
            alt=f"Có {caption.lower()}",
            credit=f"Tác giả {n}",
        )
        for n, caption in enumerate(captions, start=1)
    ]


def plain(body):
    """Without line ends, and with attributes in the server's order: CKEditor sorts its own."""
    ordered = re.sub(r'( data-alt="[^"]*")( data-photo="[0-9]+")', r"\2\1", body)
    return re.sub(r"\s*\n\s*", "", ordered)


def type_into(page, text):
    page.click(TEXT)
    page.keyboard.type(text)


def option(page, photo):
    return page.locator(f"{DIALOG} [role=option][data-photo='{photo.pk}']")


def insert(page, *photos):
    page.keyboard.press("Control+Alt+a")
    for photo in photos:
        option(page, photo).click()
    page.click(f"{DIALOG} [data-go]")
    page.locator(f"{DIALOG} [data-step=details]").wait_for()


def go(page):
    page.click(f"{DIALOG} [data-go]")
    page.locator(DIALOG).wait_for(state="hidden")


def figure(photo, caption=None, size="", alt=None):
    caption = photo.caption if caption is None else caption
    alt = photo.alt if alt is None else alt
    return (
        f'<figure class="photo{size}" data-photo="{photo.pk}" data-alt="{alt}">'
        f"<figcaption>{caption}</figcaption></figure>"
    )
