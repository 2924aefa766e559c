"""One table of indicators and one of awards, of an invented place, as every format holds them: the same facts, each with its cell."""

from __future__ import annotations

import html
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import docx
import pytest
from openpyxl import Workbook
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table, TableStyle

import loaders
from qgraph.model import FundingLine, Target

FONT = "STSong-Light"
TITLE = "沁原市质量强市建设规划（2026—2030年）"
INDICATORS = [
    ["序号", "指标名称", "单位", "2025年", "2030年", "指标属性"],
    ["1", "制造业产品质量合格率", "%", "93.2", "95以上", "预期性"],
    ["2", "质量管理体系认证证书", "万张", "0.6", "1", "约束性"],
]
AWARDS = [["奖项", "级别", "奖励金额（万元）"], ["质量奖", "省级", "100"], ["质量奖", "市级", "最高50"]]

Rows = list[list[str]]


def as_txt(path: Path) -> None:
    tables = ("\n".join("\t".join(row) for row in rows) for rows in (INDICATORS, AWARDS))
    path.write_text("\n\n".join([TITLE, "一、主要目标", *tables]), encoding="utf-8")


def as_html(path: Path) -> None:
    def table(rows: Rows) -> str:
        cells = ("".join(f"<td>{html.escape(cell)}</td>" for cell in row) for row in rows)
        return f"<table>{''.join(f'<tr>{row}</tr>' for row in cells)}</table>"

    body = f"<h1>{TITLE}</h1><p>一、主要目标</p>{table(INDICATORS)}<p>奖励如下。</p>{table(AWARDS)}"
    path.write_text(f"<html><head><meta charset=utf-8></head><body>{body}</body></html>", encoding="utf-8")


def as_docx(path: Path) -> None:
    document = docx.Document()
    document.add_paragraph(TITLE)
    document.add_paragraph("一、主要目标")
    for rows in (INDICATORS, AWARDS):
        table = document.add_table(len(rows), len(rows[0]))
        for i, row in enumerate(rows):
            for j, cell in enumerate(row):
                table.cell(i, j).text = cell
        document.add_paragraph("如上。")
    document.save(str(path))


def as_xlsx(path: Path) -> None:
    book = Workbook()
    for name, rows in (("指标", INDICATORS), ("奖励", AWARDS)):
        sheet = book.create_sheet(name)
        sheet.append([TITLE])
        for row in rows:
            sheet.append(row)
    book.remove(book.worksheets[0])
    book.save(path)


def as_pdf(path: Path) -> None:
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    style = ParagraphStyle("zh", fontName=FONT, fontSize=12, leading=18, wordWrap="CJK")
    ruled = TableStyle([("GRID", (0, 0), (-1, -1), 0.5, colors.black), ("FONT", (0, 0), (-1, -1), FONT, 11)])
    first, second = (Table(rows, style=ruled) for rows in (INDICATORS, AWARDS))
    story = [Paragraph(TITLE, style), Paragraph("一、主要目标", style), first, Paragraph("奖励如下。", style), second]
    SimpleDocTemplate(str(path), pagesize=A4).build(story)


WRITERS: dict[str, Callable[[Path], None]] = {"txt": as_txt, "html": as_html, "docx": as_docx, "xlsx": as_xlsx, "pdf": as_pdf}


def facts(path: Path) -> tuple[list[Target], list[FundingLine]]:
    plan = loaders.read(path)
    return list(plan.targets), list(plan.funding)


@pytest.mark.parametrize("ending", WRITERS)
def test_a_table_gives_the_same_facts_in_every_format(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"规划.{ending}"
    WRITERS[ending](path)
    targets, lines = facts(path)
    assert [(t.indicator, t.comparator, t.value, t.unit, t.base, t.deadline, t.firmness) for t in targets] == [
        ("制造业产品质量合格率", ">=", 95, "%", Decimal("93.2"), "2030", "expected"),
        ("质量管理体系认证证书", "=", 10000, "张", 6000, "2030", "binding"),
    ]
    assert [(f.purpose, f.amount, f.qualifier) for f in lines] == [("质量奖省级", 100, "exact"), ("质量奖市级", 50, "max")]
    for fact in (*targets, *lines):
        assert fact.evidence.row is not None
        assert fact.evidence.quote.startswith(fact.indicator if isinstance(fact, Target) else "质量奖")
    assert [(t.evidence.column, f.evidence.column) for t, f in zip(targets, lines, strict=True)] == [(5, 3), (5, 3)]
    first = {"txt": 2, "html": 2, "docx": 2, "xlsx": 3, "pdf": 2}[ending]  # the sheet has a title above the head
    assert [t.evidence.row for t in targets] == [first, first + 1]
