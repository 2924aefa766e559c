"""Word: what is no document, and hostile files."""

from __future__ import annotations

import re
import time
import tomllib
from importlib.resources import files

import pytest

from loaders.formats import docx
from tests.loaders.formats.docx import writer as write
from tests.loaders.formats.docx.reads import LISTS, content, lines, refusal
from tests.loaders.formats.docx.writer import abstract, item, level, num, p, start_at, style, t, tbl, tc, tr


def test_sniff_tells_word_from_other_packages() -> None:
    assert docx.sniff(write.docx(p("x")))
    assert not docx.sniff(b"\xd0\xcf\x11\xe0" + bytes(600))
    assert not docx.sniff(write.zipped({"xl/workbook.xml": "<workbook/>"}))


def test_what_is_no_word_document() -> None:
    assert "no Word document" in refusal(
        write.zipped({"_rels/.rels": write.relations(officeDocument="xl/workbook.xml"), "xl/workbook.xml": "<workbook/>"})
    )
    assert "no office document" in refusal(write.zipped({"a.txt": "x"}))
    assert "missing" in refusal(write.zipped({"_rels/.rels": write.relations(officeDocument="word/document.xml")}))
    assert "damaged" in refusal(write.docx(p("正文"))[:300])


def test_entities_in_any_part_are_refused() -> None:
    parts = {"_rels/.rels": write.relations(officeDocument="d.xml"), "d.xml": '<!DOCTYPE a [<!ENTITY e "x">]><a>&e;</a>'}
    assert "entities" in refusal(write.zipped(parts))


def test_circles_of_styles_and_links_end() -> None:
    styles = style("a", based_on="b") + style("b", based_on="c") + style("c", based_on="a") + style("d", based_on="d")
    link = style("l", '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>', more='w:type="numbering"')
    body = "".join(p(name, f'<w:pStyle w:val="{name}"/>') for name in "abcd") + item("环")
    numbering = abstract(more='<w:numStyleLink w:val="l"/>') + num(1)
    assert lines(body, styles=styles + link, numbering=numbering) == ["a", "b", "c", "d", "环"]


def test_lists_that_lead_nowhere() -> None:
    body = (
        item("甲", 77) + item("乙", 2) + item("丙", 1, 8) + p("丁", '<w:numPr><w:ilvl w:val="99999999999"/><w:numId w:val="1"/></w:numPr>')
    )
    assert lines(body, numbering=LISTS + num(2, of=55)) == ["甲", "乙", "丙", "一、丁"]
    assert lines(item("甲")) == ["甲"]


@pytest.mark.parametrize(
    ("start", "line"), [("-1", "一、甲"), ("1000000000000", "一、甲"), ("x", "一、甲"), ("99", "九十九、甲"), ("9" * 5000, "一、甲")]
)
def test_odd_starts(start: str, line: str) -> None:
    numbering = abstract(level(0, "chineseCounting", "%1、", start=start)) + num() + num(2, overrides=start_at(start))
    assert lines(item("甲"), numbering=numbering) == [line]
    assert lines(item("甲", 2), numbering=numbering) == [line]


def test_a_long_number_text_is_cut() -> None:
    assert len(content(item("甲"), numbering=abstract(level(0, "decimal", "%1" * 100_000)) + num()).text) < 100


def test_spans_without_end() -> None:
    wide = tc("宽", '<w:gridSpan w:val="1000000000"/>')
    found = content(tbl(*(tr(wide, wide, tc("后"), properties='<w:gridBefore w:val="999999999"/>') for _ in range(2000))))
    assert len(found.text) < 200_000
    assert found.cells[0].column_span <= 201


def test_deep_nesting() -> None:
    tables, controls = p("底"), p("底")
    for _ in range(70):
        tables = tbl(tr(tc(p("层") + tables), tc("x")))
    for _ in range(100):
        controls = f"<w:sdt><w:sdtContent>{controls}</w:sdtContent></w:sdt>"
    assert "底" in content(tables).text
    assert lines(controls) == ["底"]
    deepest = "<w:tbl><w:tr><w:tc>" * 100_000 + p("x") + "</w:tc></w:tr></w:tbl>" * 100_000
    assert "nested too deeply" in refusal(write.docx(deepest))


def test_deep_boxes() -> None:
    deep = p("底")
    for _ in range(40):
        deep = p(f"<w:r><w:pict><w:txbxContent>{deep}</w:txbxContent></w:pict></w:r>")
    assert lines(deep) == ["底"]


def test_long_documents_take_linear_time() -> None:
    mark = "<w:rPr><w:del w:id='1'/></w:rPr>"
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    styles = "".join(style(f"s{i}", based_on=f"s{i + 1}") for i in range(5_000))
    started = time.monotonic()
    for body in (
        item("质量") * 10_000,
        p("接", mark) * 10_000,
        p(begin * 10_000 + t("域")) + p(begin.replace("begin", "end") * 10_000) + p("后"),
        p(t("字") * 20_000),
        tbl(tr(tc("a"), tc("b", "<w:vMerge/>")) * 10_000),
        tbl(tr(tc("a") * 10_000)),
        p("样", '<w:pStyle w:val="s0"/>') * 1_000,
    ):
        assert content(body, numbering=LISTS, styles=styles).text.strip()
    assert time.monotonic() - started < 15


def test_many_paragraphs_joined_take_linear_time() -> None:
    joined = p("质", "<w:rPr><w:del/></w:rPr>") + p("  ", "<w:rPr><w:del/></w:rPr>")
    data = write.docx(joined * 15_000)
    began = time.process_time()
    assert docx.read("plan.docx", data).text.count("质") == 15_000
    assert time.process_time() - began < 1.5


def test_signs_of_fonts_are_single_characters_by_their_last_byte() -> None:
    table = tomllib.loads(files("loaders.formats.docx").joinpath("signs.toml").read_text(encoding="utf-8"))
    assert set(table) == {"symbol", "wingdings"}
    assert all(re.fullmatch("[0-9A-F]{2}", code) and len(sign) == 1 for signs in table.values() for code, sign in signs.items())
