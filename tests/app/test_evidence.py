"""Text from a document inside Markdown."""

from __future__ import annotations

import html

import pytest

from qgraph.app.evidence import APART, escaped
from tests.app.stores import SHOTS


@pytest.mark.parametrize("text", [*SHOTS, "www.a.cn", "HTTP://a.cn", "a@b.cn", "第一行\n第二行", "1. 一", "> 引"])
def test_nothing_markdown_reads_is_left_and_nothing_is_lost(text: str) -> None:
    safe = escaped(text)
    assert not set(safe.replace("&#", "")) & set("\\`*_{}[]()+-.!|<>~$:\"'#&")
    assert html.unescape(safe).replace(APART, "") == text.replace("\n", " ")


@pytest.mark.parametrize("address", ["https://a.cn", "HTTP://a.cn", "www.a.cn", "WWW.a.cn", "a@b.cn"])
def test_what_looks_like_an_address_is_broken(address: str) -> None:
    assert APART in escaped(address)
