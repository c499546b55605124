"""Pieces of picture formats, and files that are put together of them."""

import io
import struct
import zlib

from PIL import Image


def png_chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(size, *, depth=8, colour=2, extra=b"", pixels=b"\x00" * 100_000, interlaced=0):
    """A PNG whose header says ``size``, whatever its pixels are."""
    header = struct.pack(">IIBBBBB", *size, depth, colour, 0, 0, interlaced)
    return (
        b"\x89PNG\r\n\x1a\n"
        + png_chunk(b"IHDR", header)
        + extra
        + png_chunk(b"IDAT", zlib.compress(pixels))
        + png_chunk(b"IEND", b"")
    )


def png_with(data, *chunks):
    """Put chunks behind the header of a good PNG."""
    return data[:33] + b"".join(chunks) + data[33:]


def jpeg_with(data, *segments):
    """Put segments (marker, payload) behind the first two bytes of a good JPEG."""
    made = (
        b"\xff" + bytes([marker]) + struct.pack(">H", len(payload) + 2) + payload
        for marker, payload in segments
    )
    return data[:2] + b"".join(made) + data[2:]


def jpeg_says(data, size):
    """Let the frame header of a JPEG say another size."""
    for marker in (b"\xff\xc0", b"\xff\xc2"):
        at = data.find(marker)
        if at > 0:
            return data[: at + 5] + struct.pack(">HH", size[1], size[0]) + data[at + 9 :]
    raise AssertionError("no frame header")


def jpeg_without(data, marker):
    """Leave out the first segment with that marker."""
    at = data.index(b"\xff" + bytes([marker]))
    (length,) = struct.unpack(">H", data[at + 2 : at + 4])
    return data[:at] + data[at + 2 + length :]


def gif_says(data, size):
    """Let the logical screen and the first picture of a GIF be of another size."""
    screen = struct.pack("<HH", *size)
    at = data.index(b"\x2c\x00\x00\x00\x00")
    return data[:6] + screen + data[10 : at + 5] + screen + data[at + 9 :]


def webp_of_canvas(size):
    """An extended WebP that says its canvas is ``size``, with nothing on it."""
    canvas = (size[0] - 1).to_bytes(3, "little") + (size[1] - 1).to_bytes(3, "little")
    body = b"WEBPVP8X" + struct.pack("<I", 10) + b"\x02\x00\x00\x00" + canvas
    return b"RIFF" + struct.pack("<I", len(body)) + body


def avif_says(data, size):
    """Let the property of an AVIF that holds its size say another one."""
    at = data.index(b"ispe") + 8
    return data[:at] + struct.pack(">II", *size) + data[at + 8 :]


def animated(format, **options):
    """A file of three pictures: red, then green, then blue."""
    colours = [(220, 20, 20), (20, 200, 20), (20, 20, 220)]
    frames = [Image.new("RGB", (160, 120), colour) for colour in colours]
    buffer = io.BytesIO()
    frames[0].save(buffer, format, save_all=True, append_images=frames[1:], duration=100, **options)
    return buffer.getvalue()


def stereo():
    """A JPEG with a second picture behind it (MPO), as phones and 3D cameras make them."""
    buffer = io.BytesIO()
    first = Image.new("RGB", (160, 120), (220, 20, 20))
    first.save(buffer, "MPO", save_all=True, append_images=[Image.new("RGB", (160, 120), "blue")])
    return buffer.getvalue()
