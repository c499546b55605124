"""Whose a photo is, as every file says it that leaves the house."""

from __future__ import annotations

import re
import struct
from dataclasses import dataclass
from xml.sax.saxutils import escape

_PACKET = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"
 xmlns:xmpRights="http://ns.adobe.com/xap/1.0/rights/">
{}</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>"""
_ARTIST, _COPYRIGHT = 0x013B, 0x8298
_ASCII = 2
# What XML cannot hold.
_UNPRINTABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True)
class Statement:
    """Who took it, the credit line, who holds the rights and what may be done with it."""

    creator: str = ""
    credit: str = ""
    rights: str = ""

    def __bool__(self) -> bool:
        return bool(self.creator or self.credit or self.rights)

    def xmp(self) -> bytes:
        """Return an XMP packet; nothing where there is nothing to say."""
        if not self:
            return b""
        lines = []
        if self.creator:
            lines.append(_listed("dc:creator", "Seq", self.creator))
        if self.credit:
            lines.append(f"<photoshop:Credit>{_escaped(self.credit)}</photoshop:Credit>\n")
        if self.rights:
            lines.append(_listed("dc:rights", "Alt", self.rights))
            lines.append(_listed("xmpRights:UsageTerms", "Alt", self.rights))
            lines.append("<xmpRights:Marked>True</xmpRights:Marked>\n")
        return _PACKET.format("".join(lines)).encode()

    def exif(self) -> bytes:
        """Return EXIF with artist (or the credit) and copyright alone."""
        tags = [(_ARTIST, self.creator or self.credit), (_COPYRIGHT, self.rights)]
        given = [(tag, text.encode(errors="replace") + b"\x00") for tag, text in tags if text]
        if not given:
            return b""
        # A header of eight bytes, the number of entries, twelve bytes each, the end of the list.
        at = 8 + 2 + 12 * len(given) + 4
        entries, data = b"", b""
        for tag, text in given:
            inline = text.ljust(4, b"\x00") if len(text) <= 4 else struct.pack(">L", at + len(data))
            entries += struct.pack(">HHL", tag, _ASCII, len(text)) + inline
            if len(text) > 4:
                # Values begin at even offsets.
                data += text + b"\x00" * (len(text) % 2)
        head = b"Exif\x00\x00MM\x00*" + struct.pack(">LH", 8, len(given))
        return head + entries + b"\x00" * 4 + data


def _listed(name: str, kind: str, text: str) -> str:
    language = ' xml:lang="x-default"' if kind == "Alt" else ""
    item = f"<rdf:li{language}>{_escaped(text)}</rdf:li>"
    return f"<{name}><rdf:{kind}>{item}</rdf:{kind}></{name}>\n"


def _escaped(text: str) -> str:
    return escape(_UNPRINTABLE.sub("", text))
