"""Files as people and attackers send them, each with what is to become of it."""

import io
import struct
import zlib

from PIL import Image

from tests.photofiles import containers as of
from tests.photofiles import metadata
from tests.pictures import picture

SMALL = (160, 120)
ZIP = b"PK\x03\x04" + b"\x00" * 26 + b"PK\x05\x06" + b"\x00" * 18
PHP = b"<?php system($_GET['x']); ?>"
HTML = b"<html><script>alert('foreign')</script></html>"


def small(format="JPEG", **options):
    return picture(size=SMALL, format=format, **options)


def gradient(size=SMALL):
    """A picture with some detail, so that its data are longer than its headers."""
    noise = Image.effect_noise(size, 60)
    return Image.merge("RGB", (noise, noise.rotate(180), Image.radial_gradient("L").resize(size)))


def saved(image, format, **options):
    buffer = io.BytesIO()
    image.save(buffer, format, **options)
    return buffer.getvalue()


GOOD = {
    "jpeg": saved(gradient(), "JPEG"),
    "progressive jpeg": saved(gradient(), "JPEG", progressive=True),
    "grey jpeg": small(mode="L", colour=90),
    "cmyk jpeg": small(mode="CMYK", colour=(0, 200, 200, 0)),
    "cmyk jpeg with profile": small(
        mode="CMYK", colour=(255, 0, 0, 0), icc_profile=metadata.cmyk_profile()
    ),
    "cmyk jpeg without adobe's marker": of.jpeg_without(
        small(mode="CMYK", colour=(0, 200, 200, 0)), 0xEE
    ),
    "stereo jpeg": of.stereo(),
    "jpeg with exif in pieces": of.jpeg_with(small(), (0xE1, b"Exif\x00\x00"), (0xE1, b"Exif")),
    "jpeg with broken exif": small(exif=b"Exif\x00\x00II*\x00\xff\xff\xff\xff" + b"\xff" * 40),
    "jpeg with exif bomb": small(exif=metadata.exif_bomb()),
    "jpeg with laughing xmp": small(xmp=metadata.laughing_xmp()),
    "jpeg with deep xmp": small(xmp=b"<a>" * 20_000),
    "jpeg with huge iptc": of.jpeg_with(
        small(), *[(0xED, metadata.iptc([(25, b"tu khoa %d" % n) for n in range(2500)]))] * 8
    ),
    "jpeg with broken iptc": of.jpeg_with(
        small(), (0xED, metadata.photoshop(b"\x1c\x02\x78\x80\x04\xff\xff\xff\xff"))
    ),
    "jpeg with broken profile": small(icc_profile=b"\x00" * 500),
    "jpeg with a cmyk profile on rgb": small(icc_profile=metadata.cmyk_profile()),
    "png": saved(gradient(), "PNG"),
    "png with palette": small("PNG", mode="P", colour=3),
    "png of one bit": small("PNG", mode="1", colour=1),
    "png with transparency": small("PNG", mode="RGBA", colour=(200, 10, 10, 0)),
    "grey png with transparency": small("PNG", mode="LA", colour=(20, 0)),
    "png of sixteen bits": small("PNG", mode="I;16", colour=40_000),
    "animated png": of.animated("PNG"),
    "gif": saved(gradient().quantize(64), "GIF"),
    "animated gif": of.animated("GIF"),
    "webp": saved(gradient(), "WEBP"),
    "lossless webp": saved(gradient(), "WEBP", lossless=True),
    "animated webp": of.animated("WEBP"),
    "avif": saved(gradient(), "AVIF", speed=10),
    "animated avif": of.animated("AVIF", speed=10),
    "jpeg and zip": small() + ZIP,
    "jpeg and php": small(comment=PHP) + PHP,
    "jpeg and html": of.jpeg_with(small(), (0xE5, HTML)) + HTML,
    "png and html": of.png_with(small("PNG"), of.png_chunk(b"tEXt", b"Comment\x00" + HTML)) + HTML,
    "gif and js": small("GIF", mode="P", colour=1) + b"*/=1;alert('foreign')//",
    "panorama": picture(size=(4000, 200)),
}

BAD = {
    "empty": (b"", "empty"),
    "one byte": (b"\xff", "no_picture"),
    "html named jpg": (HTML, "no_picture"),
    "php": (PHP, "no_picture"),
    "exe": (b"MZ\x90\x00" + b"\x00" * 200, "no_picture"),
    "text": ("Không phải ảnh.".encode(), "no_picture"),
    "svg": (b'<?xml version="1.0"?><svg><script>alert(1)</script></svg>', "other_format"),
    "pdf": (b"%PDF-1.7\n" + b"\x00" * 100, "other_format"),
    "tiff": (small("TIFF"), "other_format"),
    "bmp": (small("BMP"), "other_format"),
    "zip": (ZIP, "other_format"),
    "film": (b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom" + b"\x00" * 90, "other_format"),
    "only a header": (b"\xff\xd8\xff\xe0", "broken"),
    "one pixel": (picture(size=(1, 1)), "small"),
    "too narrow": (picture(size=(40, 9000)), "small"),
    "too narrow once it is small": (picture(size=(110, 30_000)), "small"),
    "png bomb": (of.png((30_000, 30_000)), "pixels"),
    "png bomb below the limit": (of.png((7900, 7900), colour=6), "memory"),
    "png of sixteen bits that stops": (of.png((300, 300), depth=16), "broken"),
    "jpeg bomb": (of.jpeg_says(small(), (65_000, 65_000)), "pixels"),
    "progressive jpeg bomb": (
        of.jpeg_says(small(progressive=True, subsampling=0), (8000, 7900)),
        "memory",
    ),
    "gif bomb": (of.gif_says(small("GIF", mode="P", colour=1), (65_000, 65_000)), "pixels"),
    "webp bomb": (of.webp_of_canvas((16_000, 16_000)), "pixels"),
    "webp bomb below the limit": (of.webp_of_canvas((6000, 4000)), "memory"),
    "webp without a picture": (of.webp_of_canvas((200, 200)), "broken"),
    "webp header": (b"RIFF\x00\x00\x00\x00WEBP", "broken"),
    "avif bomb": (of.avif_says(saved(gradient(), "AVIF", speed=10), (12_000, 12_000)), "pixels"),
    "avif without anything": (b"\x00\x00\x00\x18ftypavif\x00\x00\x00\x00avifmif1", "broken"),
    "png with a profile that grows": (
        of.png_with(
            small("PNG"),
            of.png_chunk(b"iCCP", b"p\x00\x00" + zlib.compress(b"\x00" * 30_000_000)),
        ),
        "broken",
    ),
    "png with a text that grows": (
        of.png_with(
            small("PNG"),
            *[of.png_chunk(b"zTXt", b"t\x00\x00" + zlib.compress(b" " * 30_000_000))] * 3,
        ),
        "broken",
    ),
    "png with a chunk of four gigabytes": (
        of.png_with(small("PNG"), struct.pack(">I", 0xFFFFFFFF) + b"tEXt"),
        "broken",
    ),
}
