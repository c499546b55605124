"""Metadata as cameras, agencies, Photoshop and attackers write them."""

import struct
import unicodedata

from PIL import Image, ImageCms

from articles.vietnamese import legacy

XMP_HEAD = b"http://ns.adobe.com/xap/1.0/\x00"


def exif(entries, further=(), order="<"):
    """EXIF of (tag, type, bytes) entries, with the ``further`` ones in the camera's directory."""
    mark = {"<": b"II*\x00", ">": b"MM\x00*"}[order]
    first = [*entries, (0x8769, 4, None)] if further else list(entries)
    at = 8
    data_at = at + _length(first) + (_length(further) if further else 0)
    data = bytearray()
    blocks = b""
    for block in [first, list(further)] if further else [first]:
        blocks += struct.pack(f"{order}H", len(block))
        for tag, kind, value in block:
            if value is None:
                value = struct.pack(f"{order}L", at + _length(first))
            count = len(value) // {1: 1, 2: 1, 3: 2, 4: 4, 7: 1}[kind]
            inline = value.ljust(4, b"\x00")
            if len(value) > 4:
                inline = struct.pack(f"{order}L", data_at + len(data))
                data += value
            blocks += struct.pack(f"{order}HHL", tag, kind, count) + inline
        blocks += b"\x00" * 4
    return b"Exif\x00\x00" + mark + struct.pack(f"{order}L", 8) + blocks + bytes(data)


def _length(block):
    return 2 + 12 * len(block) + 4


def exif_bomb():
    """A directory of thousands of entries, each of which claims all of the file."""
    entry = struct.pack("<HHLL", 0x010E, 2, 0xFFFFFF, 8)
    return b"Exif\x00\x00II*\x00" + struct.pack("<LH", 8, 5000) + entry * 5000


def iptc(fields, *, charset=b""):
    """A payload for marker 0xED: fields of the second record, as (number, bytes)."""
    record = b""
    if charset:
        record += b"\x1c\x01\x5a" + struct.pack(">H", len(charset)) + charset
    for number, value in fields:
        record += b"\x1c\x02" + bytes([number]) + struct.pack(">H", len(value)) + value
    return photoshop(record)


def photoshop(record):
    padding = b"\x00" * (len(record) % 2)
    block = b"8BIM\x04\x04\x00\x00" + struct.pack(">I", len(record)) + record + padding
    return b"Photoshop 3.0\x00" + block


def xmp(inner="", attributes=""):
    """An XMP packet; ``inner`` are elements of the one description."""
    return f"""<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"
 xmlns:xmpRights="http://ns.adobe.com/xap/1.0/rights/"
 xmlns:Iptc4xmpCore="http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/"
 xmlns:exif="http://ns.adobe.com/exif/1.0/" {attributes}>{inner}</rdf:Description>
</rdf:RDF></x:xmpmeta><?xpacket end="w"?>""".encode()


def laughing_xmp():
    """Entities that grow a thousand million times."""
    lines = ['<!ENTITY a0 "ha">']
    lines += [f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10)]
    text = xmp("<photoshop:Credit>&a9;</photoshop:Credit>").decode()
    head, rest = text.split("?>", 1)
    return f"{head}?><!DOCTYPE x [{''.join(lines)}]>{rest}".encode()


def swapped_profile():
    """A profile in which red is blue: what ignores it shows the wrong colour."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    red, blue = profile.index(b"rXYZ"), profile.index(b"bXYZ")
    profile[red : red + 4], profile[blue : blue + 4] = b"bXYZ", b"rXYZ"
    return bytes(profile)


def cmyk_profile():
    """A profile of a press whose cyan ink is red; no ink is white paper."""
    grid = b""
    for corner in range(16):
        has_cyan, other = corner & 8, corner & 7
        grid += bytes([128, 220, 200] if has_cyan else [0 if other else 255, 128, 128])
    ramp = bytes(range(256))
    identity = b"".join(struct.pack(">i", 65536 * (n % 4 == 0)) for n in range(9))
    table = b"mft1" + b"\x00" * 4 + bytes([4, 3, 2, 0]) + identity + ramp * 4 + grid + ramp * 3
    white = b"XYZ " + b"\x00" * 4 + struct.pack(">iii", 63190, 65536, 54061)
    name = b"desc" + b"\x00" * 4 + struct.pack(">I", 6) + b"press\x00" + b"\x00" * 78
    tags, body = [(b"A2B0", table), (b"wtpt", white), (b"desc", name)], b""
    directory = struct.pack(">I", len(tags))
    for sign, data in tags:
        at = 128 + 4 + 12 * len(tags) + len(body)
        directory += sign + struct.pack(">II", at, len(data))
        body += data + b"\x00" * (-len(data) % 4)
    head = bytearray(128)
    head[0:4] = struct.pack(">I", 128 + len(directory) + len(body))
    head[8:24] = b"\x02\x40\x00\x00" + b"prtr" + b"CMYK" + b"Lab "
    head[36:40] = b"acsp"
    head[68:80] = struct.pack(">iii", 63190, 65536, 54061)
    return bytes(head) + directory + body


def camera_secrets():
    """EXIF in which a camera tells where it was, whose it is and which one."""
    made = Image.Exif()
    made[0x0112] = 6  # it lies on its side
    made[0x010F] = "SECRET-CAMERA"
    made.get_ifd(0x8769)[0xA431] = "SECRET-SERIAL"
    made.get_ifd(0x8769)[0xA430] = "SECRET-OWNER"
    made.get_ifd(0x8769)[0x927C] = b"SECRET-MAKER-NOTE"
    made.get_ifd(0x8825)[1] = "N"
    made.get_ifd(0x8825)[2] = (10.0, 14.0, 30.0)
    return made.tobytes()


def old_bytes(text, encoding):
    """Return ``text`` as a program of the nineties has written it."""
    if encoding == "VNI":
        pairs = {meant: shown for shown, meant in legacy._VNI.items() if shown.islower()}
        return "".join(pairs.get(letter, letter) for letter in text).encode("latin-1")
    if encoding == "TCVN3":
        codes = {meant: shown for shown, meant in legacy._SMALL.items()}
        return "".join(codes.get(letter, letter) for letter in text).encode("latin-1")
    if encoding == "Windows-1258":
        # Letters with their circumflex, breve or horn are one byte; tones are bytes of their own.
        tones = "\u0300\u0301\u0303\u0309\u0323"
        out = ""
        for letter in unicodedata.normalize("NFD", text):
            joined = unicodedata.normalize("NFC", out[-1:] + letter)
            out = out + letter if letter in tones or len(joined) > 1 else out[:-1] + joined
        return out.encode("cp1258")
    return text.encode(encoding)
