"""One invented plan, written in every format by writers that know nothing of each other.

The plan is a list of blocks; a numbered block carries its level, and writers of Word files leave its number to Word.
"""

from __future__ import annotations

import io
import subprocess
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path
from xml.sax.saxutils import escape as xml_escape

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from reportlab.lib.enums import TA_CENTER
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer
from reportlab.platypus import Table as PdfTable

HAN = "一二三四五六七八九十"


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph; `level` 1 to 3 for a numbered one, 0 for a title, None for plain text."""

    text: str
    level: int | None = None


Table = list[list[str | None]]  # None: the cell above reaches down

BLOCKS: list[Block | Table] = [
    Block("沁原市人民政府办公室关于印发沁原市质量强市建设行动方案（2026—2030年）的通知", 0),
    Block("沁政办发〔2026〕12号"),
    Block("各县区人民政府，市政府各部门："),
    Block("《沁原市质量强市建设行动方案（2026—2030年）》已经市政府同意，现印发给你们，请结合实际认真贯彻执行。"),
    Block("沁原市人民政府办公室"),
    Block("2026年3月18日"),
    Block("沁原市质量强市建设行动方案（2026—2030年）", 0),
    Block("为贯彻落实《云川省质量强省建设纲要》，提高全市质量总体水平，制定本方案。"),
    Block("工作目标", 1),
    Block(
        "到2030年，制造业产品质量合格率达到96%以上，农产品质量安全例行监测合格率稳定在98.5%以上，"
        "每万人有效发明专利拥有量达到12件，新培育省级质量标杆企业15家。"
    ),
    Block("重点任务", 1),
    Block("强化企业主体责任。", 2),
    Block(
        "推行首席质量官制度。到2028年，规模以上工业企业首席质量官覆盖率达到100%。（市市场监管局牵头，市工业和信息化局、市国资委配合）", 3
    ),
    Block("支持企业开展质量攻关，每年实施质量攻关项目20项。（市科技局、市工业和信息化局按职责分工负责）", 3),
    Block("提升公共服务质量。", 2),
    Block("公共服务质量满意度达到85分。（牵头单位：市政务服务局；责任单位：各县区人民政府；完成时限：2027年12月）", 3),
    Block("对首次获得云川省质量奖的企业，由市财政一次性给予50万元奖励。（市财政局负责）", 3),
    Block("实施“沁质沁造”品牌行动，制修订国家标准5项、行业标准8项以上。（市市场监管局负责）", 3),
    Block("保障措施", 1),
    Block("加强组织领导。市质量强市工作领导小组统筹推进各项工作，办公室设在市市场监管局。", 2),
    Block("开展督查考核。市政府督查室每年对任务落实情况开展督查。", 2),
    [
        ["序号", "重点任务", "牵头单位", "完成时限"],
        ["1", "推行首席质量官制度", "市市场监管局", "2028年"],
        ["2", "质量攻关项目", None, "长期坚持"],
        ["3", "公共服务满意度", "市政务服务局", "2027年12月"],
    ],
]


def numbered() -> Iterator[tuple[Block | Table, str]]:
    """The blocks, each with its number as a person would type it."""
    counts = [0, 0, 0, 0]
    for block in BLOCKS:
        number = ""
        if isinstance(block, Block) and block.level:
            counts[block.level] += 1
            counts[block.level + 1 :] = [0] * (3 - block.level)
            n = counts[block.level]
            number = (f"{HAN[n - 1]}、", f"（{HAN[n - 1]}）", f"{n}.")[block.level - 1]
        yield block, number


def spans(table: Table) -> Iterator[tuple[int, int, int, str]]:
    """Row, column, rows reached, text of each cell that is there."""
    for r, row in enumerate(table):
        for c, text in enumerate(row):
            if text is not None:
                reached = 1
                while r + reached < len(table) and table[r + reached][c] is None:
                    reached += 1
                yield r, c, reached, text


def filled(table: Table) -> Iterator[list[str]]:
    """The rows as a person types them who has no merged cells: what reaches down stands in each row."""
    above: list[str] = []
    for row in table:
        above = [cell if cell is not None else above[i] for i, cell in enumerate(row)]
        yield above


def txt() -> bytes:
    lines = []
    for block, number in numbered():
        lines += ["\t".join(row) for row in filled(block)] if isinstance(block, list) else [number + block.text]
    return "\n".join(lines).encode()


def html() -> bytes:
    pieces = []
    for block, number in numbered():
        if isinstance(block, list):
            cells = list(spans(block))
            rows = "".join(
                f"<tr>{''.join(f'<td rowspan={s}>{escape(text)}</td>' for at, _, s, text in cells if at == r)}</tr>"
                for r in range(len(block))
            )
            pieces.append(f"<table border=1 style='border-collapse:collapse'>{rows}</table>")
        elif block.level == 0:
            pieces.append(f"<h1>{escape(block.text)}</h1>")
        else:
            pieces.append(f"<p>{number}{escape(block.text)}</p>")
    style = "h1 {text-align: center; font-size: 16pt} p {text-indent: 2em; font-size: 12pt; line-height: 1.8; text-align: justify}"
    head = f"<!DOCTYPE html><html lang=zh><meta charset=utf-8><style>{style}</style>"
    return f"{head}<body><div id=zoom>{''.join(pieces)}</div></body></html>".encode()


LEVELS = "".join(
    f'<w:lvl w:ilvl="{i}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:suff w:val="nothing"/><w:lvlText w:val="{text}"/></w:lvl>'
    for i, (form, text) in enumerate([("chineseCountingThousand", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%3.")])
)


def docx_by_library() -> bytes:
    """By python-docx; the numbers are Word's."""
    document = docx.Document()
    numbering = document.part.numbering_part.element
    ids = [int(n) for n in numbering.xpath("//w:abstractNum/@w:abstractNumId")]
    abstract = max(ids) + 1
    numbering.insert(
        0,
        parse_xml(
            f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{abstract}"><w:multiLevelType w:val="multilevel"/>{LEVELS}</w:abstractNum>'
        ),
    )
    numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="900"><w:abstractNumId w:val="{abstract}"/></w:num>'))
    for block in BLOCKS:
        if isinstance(block, list):
            table = document.add_table(len(block), len(block[0]))
            for r, c, reached, text in spans(block):
                cell = table.cell(r, c)
                if reached > 1:
                    cell = cell.merge(table.cell(r + reached - 1, c))
                cell.text = text
            continue
        paragraph = document.add_heading(block.text, 1) if block.level == 0 else document.add_paragraph(block.text)
        if block.level:
            properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
            properties.get_or_add_ilvl().set(qn("w:val"), str(block.level - 1))
            properties.get_or_add_numId().set(qn("w:val"), "900")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGES = "http://schemas.openxmlformats.org/package/2006"


def _relations(**targets: str) -> str:
    rows = (f'<Relationship Id="{kind}" Type="{OFFICE}/{kind}" Target="{target}"/>' for kind, target in targets.items())
    return f'<Relationships xmlns="{PACKAGES}/relationships">{"".join(rows)}</Relationships>'


def _style(name: str, inner: str) -> str:
    return f'<w:style w:type="paragraph" w:styleId="{name}">{inner}</w:style>'


PACKAGE = {
    "[Content_Types].xml": f'<Types xmlns="{PACKAGES}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/></Types>',
    "_rels/.rels": _relations(officeDocument="word/document.xml"),
    "word/_rels/document.xml.rels": _relations(numbering="numbering.xml", styles="styles.xml"),
    "word/numbering.xml": f'<w:numbering {W}><w:abstractNum w:abstractNumId="0">{LEVELS}</w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>',
    # the first two levels are numbered through their styles, as office templates do it
    "word/styles.xml": f"<w:styles {W}>"
    + _style("L1", '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>')
    + _style("L2", '<w:basedOn w:val="L1"/><w:pPr><w:numPr><w:ilvl w:val="1"/></w:numPr></w:pPr>')
    + "</w:styles>",
}


def docx_by_hand() -> bytes:
    """Hand-written XML: numPr through styles and in the paragraph, runs cut anywhere, vMerge, gridSpan."""
    body = []
    for block in BLOCKS:
        if isinstance(block, list):
            cells = {(r, c): (reached, text) for r, c, reached, text in spans(block)}
            rows = []
            for r, row in enumerate(block):
                made = []
                for c in range(len(row)):
                    reached, text = cells.get((r, c), (0, ""))
                    merge = "" if reached == 1 else '<w:vMerge w:val="restart"/>' if reached else "<w:vMerge/>"
                    made.append(f"<w:tc><w:tcPr>{merge}</w:tcPr><w:p><w:r><w:t>{xml_escape(text)}</w:t></w:r></w:p></w:tc>")
                rows.append(f"<w:tr>{''.join(made)}</w:tr>")
            body.append(f"<w:tbl>{''.join(rows)}</w:tbl>")
            continue
        half = len(block.text) // 2
        runs = "".join(f'<w:r><w:t xml:space="preserve">{xml_escape(part)}</w:t></w:r>' for part in (block.text[:half], block.text[half:]))
        direct = '<w:numPr><w:ilvl w:val="2"/><w:numId w:val="1"/></w:numPr>' if block.level == 3 else ""
        style = f'<w:pStyle w:val="L{block.level}"/>' if block.level in (1, 2) else ""
        body.append(f"<w:p><w:pPr>{style}{direct}</w:pPr>{runs}</w:p>")
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, part in {**PACKAGE, "word/document.xml": f"<w:document {W}><w:body>{''.join(body)}</w:body></w:document>"}.items():
            package.writestr(name, f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>{part}')
    return out.getvalue()


def pdf_by_library() -> bytes:
    """By reportlab: wrapped lines, page numbers, a ruled table."""
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    plain = ParagraphStyle("plain", fontName="STSong-Light", fontSize=14, leading=26, firstLineIndent=28, wordWrap="CJK")
    title = ParagraphStyle("title", plain, fontSize=20, leading=32, alignment=TA_CENTER, firstLineIndent=0)
    small = ParagraphStyle("cell", plain, fontSize=11, leading=15, firstLineIndent=0)
    story: list[object] = []
    for block, number in numbered():
        if isinstance(block, list):
            reach = [("SPAN", (c, r), (c, r + s - 1)) for r, c, s, _ in spans(block) if s > 1]
            rows = [[Paragraph(escape(cell or ""), small) for cell in row] for row in block]
            story += [
                Spacer(1, 12),
                PdfTable(rows, [15 * mm, 60 * mm, 50 * mm, 35 * mm], style=[("GRID", (0, 0), (-1, -1), 0.5, "black"), *reach]),
            ]
        else:
            story.append(Paragraph(number + escape(block.text), title if block.level == 0 else plain))

    def footer(canvas: object, document: object) -> None:
        canvas.setFont("STSong-Light", 10)  # type: ignore[attr-defined]
        canvas.drawCentredString(A4[0] / 2, 12 * mm, f"— {document.page} —")  # type: ignore[attr-defined]

    out = io.BytesIO()
    template = SimpleDocTemplate(out, pagesize=A4, leftMargin=28 * mm, rightMargin=26 * mm, topMargin=30 * mm, bottomMargin=30 * mm)
    template.build(story, onFirstPage=footer, onLaterPages=footer)
    return out.getvalue()


def pdf_by_browser(chromium: str, folder: Path) -> bytes:
    """Printed by a real browser."""
    page, out = folder / "page.html", folder / "page.pdf"
    page.write_bytes(html())
    flags = ["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", f"--print-to-pdf={out}"]
    subprocess.run([chromium, *flags, page.as_uri()], check=True, capture_output=True, timeout=60)
    return out.read_bytes()
