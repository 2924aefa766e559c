"""Text from a document inside Markdown."""

from __future__ import annotations

import html

import pytest

from qgraph.app import evidence, i18n
from qgraph.app.evidence import APART, escaped, failure
from qgraph.errors import NotFoundError, QgraphError, StoreError
from qgraph.questions.answers import said
from tests.app.stores import SHOTS


@pytest.mark.parametrize("text", [*SHOTS, "www.a.cn", "HTTP://a.cn", "a@b.cn", "第一行\n第二行", "1. 一", "> 引"])
def test_nothing_markdown_reads_is_left_and_nothing_is_lost(text: str) -> None:
    safe = escaped(text)
    assert not set(safe.replace("&#", "")) & set("\\`*_{}[]()+-.!|<>~$:\"'#&")
    assert html.unescape(safe).replace(APART, "") == text.replace("\n", " ")


@pytest.mark.parametrize("address", ["https://a.cn", "HTTP://a.cn", "www.a.cn", "WWW.a.cn", "a@b.cn"])
def test_what_looks_like_an_address_is_broken(address: str) -> None:
    assert APART in escaped(address)


@pytest.mark.parametrize(
    ("error", "zh", "en"),
    [
        (StoreError("it is <full>", "<满>"), "&#60;满&#62;", "it is &#60;full&#62;"),
        (StoreError("nobody said it in Chinese"), "nobody said it in Chinese", "nobody said it in Chinese"),
        (NotFoundError(said("names.no_words")), "没有给出要查的词", "no words to search for were given"),
    ],
)
def test_an_error_speaks_the_language_of_the_page(error: QgraphError, zh: str, en: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for language, told in (("zh", zh), ("en", en)):
        monkeypatch.setattr(i18n, "language", lambda language=language: language)
        monkeypatch.setattr(evidence, "language", i18n.language)
        assert failure(error) == told
