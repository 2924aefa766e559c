"""How the tests of the docx format read what they wrote."""

from __future__ import annotations

import io

import docx as python_docx
import pytest

from loaders.formats import docx
from loaders.formats.content import Content
from qgraph.errors import SourceError
from tests.loaders.formats.docx import writer as write
from tests.loaders.formats.docx.writer import abstract, level, num

FIRST = level(0, "chineseCounting", "%1、")
LISTS = abstract(FIRST, level(1, "chineseCounting", "（%2）"), level(2, "decimal", "%3.")) + num()


def content(body: str, **parts: str) -> Content:
    return docx.read("plan.docx", write.docx(body, **parts))


def lines(body: str, **parts: str) -> list[str]:
    return content(body, **parts).text.splitlines()


def saved(document: python_docx.document.Document) -> Content:
    stream = io.BytesIO()
    document.save(stream)
    return docx.read("plan.docx", stream.getvalue())


def refusal(data: bytes) -> str:
    with pytest.raises(SourceError) as caught:
        docx.read("plan.docx", data)
    sentence = str(caught.value)
    assert sentence.startswith("plan.docx: ")
    assert ";" in sentence
    assert "\n" not in sentence
    assert len(sentence) < 300
    return sentence
