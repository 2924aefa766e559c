"""Plain text in the encodings Chinese offices have."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest

from loaders import formats
from loaders.formats import txt
from loaders.formats.content import Content

SIMPLIFIED = "临泽市人民政府关于建设质量强市的实施意见\n到2028年，全市产品质量监督抽查合格率达到96%以上（市市场监管局负责）。\n"
TRADITIONAL = "臨澤市人民政府關於建設質量強市的實施意見\n到2028年，全市產品質量監督抽查合格率達到96%以上（市場監管局負責）。\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16-le", "utf-16-be", "utf-16"])
@pytest.mark.parametrize("text", [SIMPLIFIED, SIMPLIFIED.replace("\n", "\r\n"), SIMPLIFIED * 200], ids=["short", "windows", "long"])
def test_simplified(tmp_path: Path, encoding: str, text: str) -> None:
    path = tmp_path / "plan.txt"
    path.write_bytes(text.encode(encoding))
    found = formats.open_file(path)
    assert found.content == Content(text, "text/plain")


@pytest.mark.parametrize("encoding", ["utf-8", "big5", "big5hkscs", "gb18030", "utf-16-le", "utf-16-be"])
def test_traditional(encoding: str) -> None:
    assert txt.decode(TRADITIONAL.encode(encoding)) == TRADITIONAL


@pytest.mark.parametrize(
    ("mark", "encoding"), [(codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")]
)
def test_a_byte_order_mark_decides_and_is_no_text(mark: bytes, encoding: str) -> None:
    assert txt.decode(mark + SIMPLIFIED.encode(encoding)) == SIMPLIFIED


def test_rare_characters_of_gb18030(tmp_path: Path) -> None:
    """Characters outside GBK take four bytes, one outside the basic plane too."""
    text = SIMPLIFIED + "联系人：𠮷㐂䶮"
    assert txt.decode(text.encode("gb18030")) == text


def test_one_damaged_character_is_shown_not_refused() -> None:
    """A download that lost one byte is still the document."""
    data = bytearray((SIMPLIFIED * 20).encode("utf-8"))
    del data[len(data) // 2]
    text = txt.decode(bytes(data))
    assert "\ufffd" in text
    assert text.count("临泽市") >= 19


def test_a_text_cut_inside_a_character_keeps_the_rest() -> None:
    for encoding, torn in (("utf-8", 1), ("gb18030", 1), ("utf-16-le", 1)):
        data = (SIMPLIFIED * 20).encode(encoding).rstrip(b"\n\0")[: -torn - (1 if encoding == "utf-16-le" else 4)]
        assert txt.decode(data).count("临泽市") >= 19, encoding


def test_a_file_without_han_is_no_utf16() -> None:
    assert not txt.is_utf16(b"ab" * 500)
    assert not txt.is_utf16(bytes(range(256)) * 4)
