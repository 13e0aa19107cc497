"""Bytes -> text: which encoding they are in, and whether they are text at all."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(
    rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w.:-]{2,40})|<\?xml[^>]{0,100}encoding=[\"']([\w.-]{2,40})",
    re.IGNORECASE,
)
# First bytes of what people rename: pictures, archives, documents, programs, sound, film.
_MAGIC = {
    b"\x89PNG": "a PNG picture",
    b"\xff\xd8\xff": "a JPEG picture",
    b"GIF8": "a GIF picture",
    b"RIFF": "a WebP picture, sound or film",
    b"II*\x00": "a TIFF picture",
    b"MM\x00*": "a TIFF picture",
    b"\x00\x00\x01\x00": "an icon",
    b"%PDF": "a PDF document",
    b"PK\x03\x04": "a ZIP archive or office document",
    b"\xd0\xcf\x11\xe0": "an old office document",
    b"7z\xbc\xaf": "a 7-Zip archive",
    b"Rar!": "a RAR archive",
    b"\x1f\x8b": "gzip data inside gzip data",
    b"BZh": "bzip2 data",
    b"\xfd7zXZ": "xz data",
    b"(\xb5/\xfd": "Zstandard data",
    b"\x7fELF": "a program",
    b"OggS": "sound",
    b"ID3": "sound",
    b"SQLite format 3": "a database",
    b"wOFF": "a font",
    b"wOF2": "a font",
}
SNIFFED = 4096  # bytes
MOST_CONTROLS = 0.02  # of the bytes of a text
DETECTED = 65_536  # bytes that are asked for their encoding
BROKEN_SHARE = 0.02  # of the characters; a text with fewer broken bytes than that is UTF-8 all the same


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text, the encoding it was in, and what had to be done to it; no note where nothing had."""

    text: str
    encoding: str
    note: str = ""


_CONTROLS = bytes(byte for byte in range(32) if byte < 9 or 13 < byte < 27 or byte > 27)


def binary(data: bytes) -> str:
    """What kind of data these bytes are that are no text; "" for text."""
    for magic, name in _MAGIC.items():
        if data.startswith(magic):
            return name
    if data[4:8] == b"ftyp":
        return "film"
    if any(data.startswith(bom) for bom, _ in _BOMS):
        return ""
    head = data[:SNIFFED]
    if _utf16(head):
        return ""
    controls = len(head) - len(head.translate(None, _CONTROLS))
    return "binary data" if controls > MOST_CONTROLS * len(head) else ""


def _utf16(head: bytes) -> str:
    """The byte order of UTF-16 without a mark, where every other byte of an English text is zero."""
    half = len(head) // 2
    if half < 16:
        return ""
    for encoding, zeros in (("utf-16-le", head[1::2]), ("utf-16-be", head[0::2])):
        others = head[0::2] if encoding == "utf-16-le" else head[1::2]
        if zeros.count(0) > 0.7 * half and others.count(0) < 0.05 * half:
            return encoding
    return ""


def decode(data: bytes) -> Decoded:
    """The text of these bytes: by byte order mark, as UTF-8, by the declared charset, by what is likely.

    Bytes that fit nothing become U+FFFD, and the note says how many.
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _replacing(data, encoding)
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        pass
    encoding = _utf16(data[:SNIFFED]) or _declared(data)
    if encoding and encoding != "utf-8":
        return _replacing(data, encoding)
    lenient = _replacing(data, "utf-8")
    if lenient.text.count("\ufffd") <= BROKEN_SHARE * len(lenient.text) and encoding == "utf-8":
        return lenient
    likely = _likely(data)
    if likely and likely not in {"utf-8", "utf_8"} and not _mostly_utf8(data):
        found = _replacing(data, likely)
        return Decoded(found.text, likely, found.note or f"no encoding is declared; read as {likely}")
    return lenient


def _declared(data: bytes) -> str:
    """The encoding that an HTML or XML head declares, under Python's name; "" where none that exists."""
    found = _DECLARED.search(data[:SNIFFED])
    if found is None:
        return ""
    name = (found.group(1) or found.group(2)).decode("ascii", "replace")
    try:
        known = codecs.lookup(name).name
    except LookupError:
        return ""
    # Browsers read both of these as Windows-1252, and so do the pages that declare them mean it.
    return "cp1252" if known in {"iso8859-1", "ascii"} else known


def _mostly_utf8(data: bytes) -> bool:
    """Whether most of the bytes above ASCII form UTF-8 characters."""
    text = data[:DETECTED].decode("utf-8", "replace")
    broken = text.count("\ufffd")
    whole = sum(character > "\x7f" for character in text) - broken
    return whole > broken


def _likely(data: bytes) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(data[:DETECTED]).best()
    return best.encoding if best is not None else ""


def _replacing(data: bytes, encoding: str) -> Decoded:
    text = data.decode(encoding, "replace")
    broken = text.count("\ufffd")
    note = f"{broken} characters are broken in {encoding} and stand as U+FFFD" if broken else ""
    return Decoded(text, encoding, note)
