"""Picture files for tests, made by program: good ones and hostile ones."""

import io
import struct
import zlib

from PIL import Image


def picture(size=(1200, 800), colour=(120, 60, 30), format="JPEG", mode="RGB", **options) -> bytes:
    buffer = io.BytesIO()
    Image.new(mode, size, colour).save(buffer, format, **options)
    return buffer.getvalue()


def picture_with_position() -> bytes:
    """A JPEG whose EXIF says where it was taken and that it lies on its side."""
    exif = Image.Exif()
    exif[0x0112] = 6  # rotate by 90 degrees
    exif[0x010F] = "SECRET-CAMERA"
    exif.get_ifd(0x8825)[1] = "N"
    exif.get_ifd(0x8825)[2] = (10.0, 14.0, 30.0)
    return picture(size=(900, 600), exif=exif)


def png_bomb(side: int = 30_000) -> bytes:
    """A PNG of a few kilobytes that says it is ``side`` x ``side`` pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        checksum = zlib.crc32(kind + data)
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", checksum)

    header = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    data = zlib.compress(b"\x00" * 100_000)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", data) + chunk(b"IEND", b"")
    )


HOSTILE = {
    "empty": b"",
    "html named jpg": b"<html><script>alert(1)</script></html>",
    "svg": b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    "php": b"<?php system($_GET['x']); ?>",
    "truncated jpeg": picture()[:700],
    "only a header": b"\xff\xd8\xff\xe0",
    "bomb": png_bomb(),
    "tiff": picture(format="TIFF"),
    "zip": b"PK\x03\x04" + b"\x00" * 200,
}
