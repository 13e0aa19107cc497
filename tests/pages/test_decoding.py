"""Bytes become text in whatever encoding they are."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.pages.decoding import binary, decode

STORY = "Le Congo et l'Angola — “deux États” — négocient à Kinshasa. "


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "utf-16-le"])
def test_unicode_is_read_with_and_without_a_mark(encoding: str) -> None:
    assert decode((STORY * 5).encode(encoding)).text == STORY * 5


def test_the_declared_charset_is_used() -> None:
    page = f'<html><head><meta charset="windows-1251"></head><body>Привет {"мир " * 20}</body></html>'
    assert decode(page.encode("cp1251")).text == page
    old = '<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1"><p>“États”</p>'
    assert decode(old.encode("cp1252")).text == old


def test_an_encoding_that_nobody_declared_is_guessed_and_noted() -> None:
    text = "The café’s owner said that São Tomé’s minister, Señor Peña, had “left” for Malmö. " * 8
    found = decode(text.encode("cp1252"))
    assert "café’s" in found.text
    assert found.note


def test_broken_utf_8_keeps_its_whole_characters_and_counts_the_others() -> None:
    data = STORY.encode() + b"\xff\xfe" + STORY.encode()
    found = decode(data)
    assert found.text.count("négocient") == 2
    assert found.text.count("\ufffd") == 2
    assert found.note.startswith("2 characters")


def test_text_is_not_binary_and_pictures_are() -> None:
    assert not binary(STORY.encode())
    assert not binary(STORY.encode("utf-16"))
    assert not binary((STORY * 10).encode("utf-16-le"))
    assert not binary("日本とロシア".encode("shift_jis"))
    assert binary(b"\x00\x01\x02\x03" * 100) == "binary data"
    assert binary(b"\x00\x00\x00\x18ftypmp42") == "film"


@given(st.binary(max_size=500))
def test_any_bytes_give_a_text(data: bytes) -> None:
    assert isinstance(decode(data).text, str)


@given(st.text(max_size=200))
def test_what_is_written_as_utf_8_is_read_back(text: str) -> None:
    data = text.encode("utf-8", "replace")
    if not data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        assert decode(data).text == data.decode()
