"""Word documents: numbers, tables, tracked changes, and what stands outside of the paragraphs."""

from __future__ import annotations

import io
import re
import time
import tomllib
import zipfile
from importlib.resources import files

import docx as python_docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from loaders import outline, reading
from loaders.formats import Found, docx
from loaders.formats.content import Content
from loaders.formats.docx import numerals
from qgraph.errors import SourceError
from tests.loaders.formats import docx_writer as write
from tests.loaders.formats.docx_writer import abstract, field, item, level, num, p, start_at, style, t, tbl, tc, tr

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


# --- numerals


@pytest.mark.parametrize(
    ("form", "written"),
    [
        ("decimal", {0: "0", 7: "7", 120: "120"}),
        ("decimalZero", {7: "07", 12: "12"}),
        ("decimalFullWidth", {12: "１２"}),
        ("decimalEnclosedCircle", {1: "①", 20: "⑳", 21: "㉑", 35: "㉟", 36: "㊱", 50: "㊿", 51: "51"}),
        ("decimalEnclosedCircleChinese", {3: "③"}),
        ("decimalEnclosedParen", {1: "⑴", 20: "⑳".replace("⑳", "⒇"), 21: "21"}),
        ("decimalEnclosedFullstop", {1: "⒈", 20: "⒛"}),
        ("chineseCounting", {1: "一", 10: "十", 11: "十一", 20: "二十", 99: "九十九", 100: "一〇〇", 0: "〇"}),
        (
            "chineseCountingThousand",
            {10: "十", 15: "十五", 100: "一百", 101: "一百零一", 110: "一百一十", 1001: "一千零一", 1010: "一千零一十"},
        ),
        ("taiwaneseCountingThousand", {115: "一百一十五"}),
        ("japaneseCounting", {10: "十", 101: "百一", 111: "百十一", 1200: "千二百", 10000: "一万"}),
        ("chineseLegalSimplified", {1: "壹", 10: "壹拾", 23: "贰拾叁", 105: "壹佰零伍"}),
        ("ideographDigital", {10: "一〇", 25: "二五"}),
        ("taiwaneseDigital", {10: "一〇"}),
        ("ideographTraditional", {1: "甲", 10: "癸", 11: "11"}),
        ("ideographZodiac", {1: "子", 12: "亥", 13: "13"}),
        ("ideographZodiacTraditional", {1: "甲子", 11: "甲戌", 60: "癸亥", 61: "61"}),
        ("upperLetter", {1: "A", 26: "Z", 27: "AA", 53: "AAA"}),
        ("lowerLetter", {2: "b", 28: "bb", 10_000: "10000"}),
        ("upperRoman", {4: "IV", 1998: "MCMXCVIII", 4000: "4000"}),
        ("lowerRoman", {9: "ix"}),
        ("bullet", {1: ""}),
        ("none", {1: ""}),
        ("hindiVowels", {3: "3"}),
    ],
)
def test_numerals(form: str, written: dict[int, str]) -> None:
    assert {value: numerals.write(form, value) for value in written} == written


@pytest.mark.parametrize("form", sorted(numerals.FORMATS))
def test_every_format_writes_every_number(form: str) -> None:
    assert all(numerals.write(form, value) for value in (-1, 0, 1, 61, 99_999, 10**12))


# --- numbering


def test_levels_count_and_restart() -> None:
    body = item("总体要求") + item("指导思想", level=1) + item("基本原则", level=1) + item("主要任务") + item("强化标准", level=1)
    body += item("修订地方标准", level=2) + item("培育团体标准", level=2)
    assert lines(body, numbering=LISTS) == [
        "一、总体要求",
        "（一）指导思想",
        "（二）基本原则",
        "二、主要任务",
        "（一）强化标准",
        "1. 修订地方标准",
        "2. 培育团体标准",
    ]


def test_lists_of_one_abstract_count_on_and_an_override_restarts() -> None:
    numbering = abstract(FIRST) + num(1) + num(2) + num(3, overrides=start_at("1")) + num(4, overrides=start_at("5"))
    body = item("甲", 1) + item("乙", 2) + item("丙", 3) + item("丁", 3) + item("戊", 4) + item("己", 1)
    assert lines(body, numbering=numbering) == ["一、甲", "二、乙", "一、丙", "二、丁", "五、戊", "六、己"]


def test_an_override_brings_its_own_level() -> None:
    own = f'<w:lvlOverride w:ilvl="0">{level(0, "decimal", "第%1条", start="3")}</w:lvlOverride>'
    assert lines(item("适用范围", 2), numbering=abstract(FIRST) + num(1) + num(2, overrides=own)) == ["第3条 适用范围"]


def test_a_level_may_never_restart_or_behind_some_levels_only() -> None:
    never = level(1, "decimal", "%2.", '<w:lvlRestart w:val="0"/>')
    body = item("甲") + item("a", level=1) + item("乙") + item("b", level=1)
    assert lines(body, numbering=abstract(FIRST, never) + num()) == ["一、甲", "1. a", "二、乙", "2. b"]
    third = level(2, "decimal", "%3.", '<w:lvlRestart w:val="1"/>')
    body = item("甲") + item("a", level=1) + item("x", level=2) + item("b", level=1) + item("y", level=2) + item("乙") + item("z", level=2)
    numbers = [line.split(" ")[0] for line in lines(body, numbering=abstract(FIRST, level(1, "lowerLetter", "%2)"), third) + num())]
    assert numbers == ["一、甲", "a)", "1.", "b)", "2.", "二、乙", "1."]


def test_levels_above_are_written_in_their_format_or_in_figures() -> None:
    plain, legal = level(1, "decimal", "%1.%2"), level(1, "decimal", "%1.%2", "<w:isLgl/>")
    body = item("甲") + item("乙", level=1)
    assert lines(body, numbering=abstract(FIRST, plain) + num())[1] == "一.1 乙"
    assert lines(body, numbering=abstract(FIRST, legal) + num())[1] == "1.1 乙"


def test_a_level_above_that_was_never_used_shows_its_start() -> None:
    numbering = abstract(level(0, "decimal", "%1.", start="4"), level(1, "decimal", "%1.%2")) + num()
    assert lines(item("甲", level=1) + item("乙", level=1), numbering=numbering) == ["4.1 甲", "4.2 乙"]


@pytest.mark.parametrize(
    ("text", "suffix", "line"),
    [
        ("%1、", "tab", "一、2027年目标"),
        ("（%1）", "space", "（一）2027年目标"),
        ("第%1章", "tab", "第一章 2027年目标"),
        ("第%1章", "nothing", "第一章2027年目标"),
    ],
)
def test_what_stands_between_number_and_text(text: str, suffix: str, line: str) -> None:
    numbering = abstract(level(0, "chineseCounting", text, f'<w:suff w:val="{suffix}"/>')) + num()
    assert lines(item("2027年目标"), numbering=numbering) == [line]


def test_a_figure_never_touches_the_figures_of_the_text() -> None:
    numbering = abstract(level(0, "decimal", "%1.", '<w:suff w:val="nothing"/>')) + num()
    assert lines(item("5亿元以上企业") + item("　　质量"), numbering=numbering) == ["1. 5亿元以上企业", "2.质量"]


def test_numbers_through_styles() -> None:
    numbered = '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
    styles = style("h1", numbered) + style("h2", numbered) + style("h1b", based_on="h1")
    styles += style("plain", '<w:pPr><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr>', "h1")
    numbering = abstract(
        level(0, "chineseCounting", "%1、", '<w:pStyle w:val="h1"/>'), level(1, "decimal", "%2.", '<w:pStyle w:val="h2"/>')
    )
    body = "".join(p(name, f'<w:pStyle w:val="{name}"/>') for name in ("h1", "h2", "h1b", "plain", "nowhere"))
    none = p("none", '<w:pStyle w:val="h1"/><w:numPr><w:numId w:val="0"/></w:numPr>')
    assert lines(body + none, styles=styles, numbering=numbering + num()) == ["一、h1", "1. h2", "二、h1b", "plain", "nowhere", "none"]


def test_level_of_a_style_and_of_its_paragraph() -> None:
    styles = style("h", '<w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr>')
    body = p("甲", '<w:pStyle w:val="h"/>') + p("乙", '<w:pStyle w:val="h"/><w:numPr><w:ilvl w:val="2"/></w:numPr>')
    assert lines(body, styles=styles, numbering=LISTS) == ["（一）甲", "1. 乙"]


def test_lists_linked_by_a_style() -> None:
    styles = style("公文", '<w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr>', more='w:type="numbering"')
    linked = abstract(number=7, more='<w:numStyleLink w:val="公文"/>') + num(1, of=7)
    assert lines(item("甲") + item("乙", 2), styles=styles, numbering=abstract(FIRST) + num(2) + linked) == ["一、甲", "二、乙"]


def test_bullets_are_not_written_but_empty_paragraphs_count() -> None:
    numbering = LISTS + abstract(level(0, "bullet", "\uf06c"), number=1) + num(2, of=1)
    assert lines(item("点", 2) + item("甲") + item("") + item("乙"), numbering=numbering) == ["点", "一、甲", "三、乙"]


def test_custom_format_uses_the_older_one() -> None:
    custom = (
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><mc:AlternateContent><mc:Choice Requires="w14"><w:numFmt w:val="custom" w:format="001"/>'
        '</mc:Choice><mc:Fallback><w:numFmt w:val="decimalZero"/></mc:Fallback></mc:AlternateContent><w:lvlText w:val="%1."/></w:lvl>'
    )
    assert lines(item("甲"), numbering=abstract(custom) + num()) == ["01. 甲"]


def test_python_docx_numbers() -> None:
    document = python_docx.Document()
    document.add_paragraph("完善制度", style="List Number")
    document.add_paragraph("加强监督", style="List Number")
    document.add_paragraph("宣传", style="List Bullet")
    assert saved(document).text.splitlines() == ["1. 完善制度", "2. 加强监督", "宣传"]


def test_outline_reads_the_numbers() -> None:
    sentence = "各区县要健全质量工作机制，落实企业质量主体责任，推动质量水平稳步提升，力争到2027年底产品抽查合格率达到95%以上。"
    numbering = abstract(
        FIRST,
        level(1, "chineseCountingThousand", "（%2）"),
        level(2, "decimal", "%3."),
        level(3, "decimal", "(%4)"),
        level(4, "decimalEnclosedCircle", "%5"),
    )
    body = p("栖陵市质量提升行动方案")
    for chapter in ("总体要求", "主要任务", "保障措施"):
        body += item(chapter) + item("加强统筹", level=1) + p(sentence) + item("夯实基础", level=1)
        for place in (2, 3, 4):
            body += item("强化标准引领", level=place) + p(sentence) + item("2027年前建成平台", level=place) + p(sentence)
    document = outline.read(reading.read(Found("plan.docx", "0" * 64, content(body, numbering=numbering + num()))))
    below = [(2, "(一)"), (2, "(二)"), (3, "1"), (3, "2"), (4, "(1)"), (4, "(2)"), (5, "①"), (5, "②")]
    below = [(rank, {"①": "1", "②": "2"}.get(number, number)) for rank, number in below]
    found = [(heading.level, heading.number) for heading in document.headings]
    assert found == [row for chapter in "一二三" for row in [(1, chapter), *below]]
    assert [heading.title for heading in document.headings if heading.level == 1] == ["总体要求", "主要任务", "保障措施"]
    assert {heading.title for heading in document.headings if heading.level > 2} == {"强化标准引领", "2027年前建成平台"}


def test_outline_reads_chapters_and_articles() -> None:
    numbering = abstract(
        level(0, "chineseCountingThousand", "第%1章"), level(1, "chineseCountingThousand", "第%2条", '<w:lvlRestart w:val="0"/>')
    )
    body = p("沁原市质量奖管理办法")
    for chapter in ("总则", "评审"):
        body += item(chapter) + "".join(item("为规范质量奖评审工作，推动全市质量水平不断提升，制定本办法。", level=1) for _ in range(6))
    document = outline.read(reading.read(Found("plan.docx", "0" * 64, content(body, numbering=numbering + num()))))
    numbers = [heading.number for heading in document.headings]
    assert numbers[:2] == ["第一章", "第一条"]
    assert "第二章" in numbers
    assert numbers[-1] == "第十二条"


# --- tables


def cells(found: Content) -> list[tuple[str, int, int, int, int]]:
    assert all(cell.sheet is None for cell in found.cells)
    return [(found.text[c.start : c.end], c.row, c.column, c.row_span, c.column_span) for c in found.cells]


def test_merged_cells_of_python_docx() -> None:
    document = python_docx.Document()
    table = document.add_table(3, 3)
    for row in range(3):
        for column in range(3):
            table.cell(row, column).text = f"{row}{column}"
    table.cell(0, 0).merge(table.cell(1, 0)).text = "高"
    table.cell(2, 1).merge(table.cell(2, 2)).text = "宽"
    found = saved(document)
    assert found.text == "高\t01\t02\n\t11\t12\n20\t宽\n"
    assert cells(found) == [
        ("高", 1, 1, 2, 1),
        ("01", 1, 2, 1, 1),
        ("02", 1, 3, 1, 1),
        ("11", 2, 2, 1, 1),
        ("12", 2, 3, 1, 1),
        ("20", 3, 1, 1, 1),
        ("宽", 3, 2, 1, 2),
    ]


def test_spans_and_columns_before_in_hand_written_tables() -> None:
    down, more = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    body = tbl(
        tr(tc("序号"), tc("任务"), tc("责任单位", '<w:gridSpan w:val="2"/>')),
        tr(tc("1", down), tc("标准"), tc("市场监管局"), tc("发改委")),
        tr(tc("不显示", more), tc("计量"), tc("工信局"), tc("住建局")),
        tr(tc("后"), properties='<w:gridBefore w:val="2"/>'),
    )
    found = content(body)
    assert found.text == "序号\t任务\t责任单位\n1\t标准\t市场监管局\t发改委\n\t计量\t工信局\t住建局\n\t\t后\n"
    assert ("责任单位", 1, 3, 1, 2) in cells(found)
    assert ("1", 2, 1, 2, 1) in cells(found)
    assert ("后", 4, 3, 1, 1) in cells(found)


def test_horizontal_merge_of_old_files() -> None:
    body = tbl(tr(tc("宽", '<w:hMerge w:val="restart"/>'), tc("", '<w:hMerge w:val="continue"/>'), tc("后")), tr(tc("a"), tc("b"), tc("c")))
    assert cells(content(body))[:2] == [("宽", 1, 1, 1, 2), ("后", 1, 3, 1, 1)]


def test_cells_hold_numbers_paragraphs_and_tables() -> None:
    numbering = abstract(level(0, "decimal", "%1")) + num()
    inner = tbl(tr(tc("内一"), tc("内二")))
    body = tbl(
        tr(tc(item("")), tc(p("推进标准化") + p("") + p("强化计量")), tc("a")),
        tr(tc(item("")), tc(p("前") + inner + p("后")), tc("b")),
        tr(tc(item("")), tc(p(f"{t('上')}<w:r><w:br/><w:tab/></w:r>{t('下')}")), tc("c")),
    )
    assert lines(body, numbering=numbering) == ["1\t推进标准化 强化计量\ta", "2\t前 内一 内二 后\tb", "3\t上 下\tc"]


def test_a_continued_cell_does_not_count() -> None:
    numbering = abstract(level(0, "decimal", "%1")) + num()
    body = tbl(
        tr(tc(item(""), '<w:vMerge w:val="restart"/>'), tc("a")), tr(tc(item(""), "<w:vMerge/>"), tc("b")), tr(tc(item("")), tc("c"))
    )
    assert lines(body, numbering=numbering) == ["1\ta", "\tb", "2\tc"]


def test_a_document_in_a_table_is_lines() -> None:
    prose = "推动质量变革，落实主体责任。" * 60
    body = tbl(tr(tc(item("总体要求") + p(prose) + p(prose) + p(prose) + tbl(tr(tc("指标"), tc("95%")))), tc("栏")))
    found = content(body, numbering=LISTS)
    assert found.text.splitlines() == ["一、总体要求", prose, prose, prose, "指标\t95%", "栏"]
    assert [cell[0] for cell in cells(found)] == ["指标", "95%"]


def test_a_frame_around_paragraphs_is_lines() -> None:
    found = content(tbl(tr(tc("专栏1 重点工程")), tr(tc(p("（一）标准引领工程。") + p("（二）品牌培育工程。")))))
    assert found.text.splitlines() == ["专栏1 重点工程", "（一）标准引领工程。", "（二）品牌培育工程。"]
    assert not found.cells


def test_rows_in_content_controls() -> None:
    row = tr(tc("a"), f"<w:sdt><w:sdtContent>{tc('b')}</w:sdtContent></w:sdt>")
    assert lines(tbl(f"<w:sdt><w:sdtPr/><w:sdtContent>{row}</w:sdtContent></w:sdt>", row)) == ["a\tb", "a\tb"]


# --- tracked changes


def test_insertions_stay_and_deletions_go() -> None:
    gone = '<w:del w:id="1"><w:r><w:delText>旧</w:delText><w:t>也旧</w:t></w:r></w:del>'
    gone += '<w:moveFrom w:id="2"><w:r><w:t>移走</w:t></w:r></w:moveFrom>'
    stay = f'<w:ins w:id="3">{t("新")}<w:del w:id="5"><w:r><w:delText>又删</w:delText></w:r></w:del></w:ins>'
    stay += f'<w:moveTo w:id="4">{t("移来")}</w:moveTo>'
    assert lines(p(t("前") + gone + stay + t("后"))) == ["前新移来后"]


def test_a_deleted_mark_joins_paragraphs() -> None:
    mark = '<w:rPr><w:del w:id="1"/></w:rPr>'
    one = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    body = p("强化", one + mark) + p("", mark) + p("领导") + item("乙")
    assert lines(body, numbering=LISTS) == ["一、强化领导", "二、乙"]
    gone = p("<w:del w:id='2'><w:r><w:delText>全删</w:delText></w:r></w:del>", one + mark)
    assert lines(item("甲") + gone + item("乙") + p("末", mark), numbering=LISTS) == ["一、甲", "二、乙", "末"]


def test_former_properties_do_not_number() -> None:
    former = '<w:pPrChange w:id="1"><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr></w:pPrChange>'
    assert lines(p("正文", former), numbering=LISTS) == ["正文"]


def test_deleted_rows_and_cells_go() -> None:
    body = tbl(
        tr(tc("a"), tc("b")),
        tr(tc("删"), tc("删"), properties='<w:del w:id="1"/>'),
        tr(tc("藏"), tc("藏"), properties="<w:hidden/>"),
        tr(tc("c"), tc("删", '<w:cellDel w:id="2"/>'), tc("d"), properties='<w:ins w:id="3"/>'),
    )
    assert lines(body) == ["a\tb", "c\td"]


# --- inside paragraphs


def test_hidden_text_goes() -> None:
    styles = style("hid", "<w:rPr><w:vanish/></w:rPr>", more='w:type="character"') + style("hidp", "<w:rPr><w:vanish/></w:rPr>")
    runs = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>藏</w:t></w:r><w:r><w:rPr><w:rStyle w:val='hid'/></w:rPr><w:t>藏</w:t></w:r>"
    shown = "<w:r><w:rPr><w:rStyle w:val='hid'/><w:vanish w:val='0'/></w:rPr><w:t>现</w:t></w:r>"
    body = p(t("前") + runs + shown) + p("全藏", '<w:pStyle w:val="hidp"/>') + p("后")
    assert lines(body, styles=styles) == ["前现", "后"]


def test_a_hidden_mark_joins_paragraphs() -> None:
    assert lines(p("（一）指导思想。", "<w:rPr><w:vanish/><w:specVanish/></w:rPr>") + p("坚持质量第一。")) == [
        "（一）指导思想。坚持质量第一。"
    ]


def test_fields_give_their_result() -> None:
    inner = field(' IF 1 = "&lt;', t("二"))
    nested = f'<w:r><w:fldChar w:fldCharType="begin"/></w:r>{inner}{t("令")}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    simple = f'<w:fldSimple w:instr=" DATE ">{t("2027年")}</w:fldSimple>'
    assert lines(p(t("见") + field(" REF _x \\h ", t("第一条")) + nested + simple)) == ["见第一条2027年"]


def test_a_field_that_never_ends_swallows_nothing() -> None:
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    instruct = "<w:r><w:instrText>TOC</w:instrText></w:r>"
    assert lines(p(begin + instruct + t("前")) + p("后")) == ["前", "后"]
    separate, end = begin.replace("begin", "separate"), begin.replace("begin", "end")
    assert lines(p(end + separate + t("前")) + p(begin + instruct + separate + t("后"))) == ["前", "后"]


def test_wrappers_are_looked_through() -> None:
    inner = "".join(
        f"<{name}>{t(text)}</{name.split(' ')[0]}>"
        for name, text in [
            ("w:hyperlink w:anchor='x'", "链"),
            ("w:smartTag w:element='x'", "签"),
            ("w:customXml w:element='x'", "标"),
            ("w:bdo", "向"),
        ]
    )
    ruby = f"<w:r><w:ruby><w:rubyPr/><w:rt>{t('zhì')}</w:rt><w:rubyBase>{t('质')}</w:rubyBase></w:ruby></w:r>"
    control = f"<w:sdt><w:sdtPr><w:alias w:val='x'/></w:sdtPr><w:sdtContent>{t('控')}</w:sdtContent></w:sdt>"
    prompt = f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{t('单击此处')}</w:sdtContent></w:sdt>"
    assert lines(p(inner + ruby + control + prompt)) == ["链签标向质控"]
    assert lines(f"<w:sdt><w:sdtContent>{p('块')}<w:ins>{p('插')}</w:ins></w:sdtContent></w:sdt><w:customXml>{p('标')}</w:customXml>") == [
        "块",
        "插",
        "标",
    ]


def test_signs() -> None:
    runs = t("合格率") + '<w:r><w:sym w:font="Symbol" w:char="F0B3"/><w:t>95</w:t><w:noBreakHyphen/><w:t>97%</w:t><w:softHyphen/></w:r>'
    runs += '<w:r><w:sym w:font="Wingdings" w:char="F0FE"/><w:sym w:font="X" w:char="F0FF"/>'
    runs += '<w:sym w:font="宋体" w:char="2605"/><w:sym w:char="D800"/></w:r>'
    runs += '<w:r><w:tab/><w:t>后</w:t><w:br/><w:t>下</w:t><w:cr/><w:br w:type="page"/><w:t>页</w:t></w:r>'
    assert lines(p(runs)) == ["合格率≥95-97%☑★ 后", "下", "页"]


def test_blanks_count_where_the_file_says_so() -> None:
    runs = '<w:r><w:t xml:space="preserve"> 甲 </w:t></w:r><w:r><w:t>\n  乙\n  丙 </w:t></w:r><w:r><w:t>丁</w:t></w:r>'
    assert content(p(runs)).text == " 甲 乙   丙丁\n"


def test_formulas_give_their_characters() -> None:
    assert lines(p(f"{t('增长')}<m:oMath><m:r><m:t>≥5%</m:t></m:r></m:oMath>")) == ["增长≥5%"]


def test_comments_are_not_read() -> None:
    mark = '<w:commentRangeStart w:id="0"/>' + t("正文") + '<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>'
    assert lines(p(mark), comments=f'<w:comment w:id="0">{p("批注")}</w:comment>') == ["正文"]


# --- outside of paragraphs


def test_text_boxes_stand_behind_their_paragraph_once() -> None:
    inside = f"<w:txbxContent>{p('框一')}{p('框二')}</w:txbxContent>"
    both = (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:wsp>'
        f"<wps:txbx>{inside}</wps:txbx></wps:wsp></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:shape><v:textbox>{inside}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert lines(p(t("前半") + both + t("后半")) + p("下段")) == ["前半后半", "框一", "框二", "下段"]
    old = f"<w:r><w:pict><v:shape><v:textbox>{inside}</v:textbox></v:shape></w:pict></w:r>"
    assert lines(p(old)) == ["框一", "框二"]
    assert lines(tbl(tr(tc(p(t("格") + old)), tc("b")))) == ["格 框一 框二\tb"]


def test_notes_stand_at_the_end() -> None:
    refer = '<w:r><w:{}Reference w:id="{}"/></w:r>'
    body = p(t("抽查合格率95%") + refer.format("footnote", 2) + t("以上")) + p(
        t("名牌") + refer.format("endnote", 1) + refer.format("footnote", 9)
    )
    notes = f'<w:footnote w:id="-1" w:type="separator">{p("线")}</w:footnote><w:footnote w:id="2">{p("指监督")}{p("抽查。")}</w:footnote>'
    endnotes = f'<w:endnote w:id="1">{p(t("省级。"))}</w:endnote>'
    assert lines(body, footnotes=notes, endnotes=endnotes) == ["抽查合格率95%以上", "名牌", "注1：指监督 抽查。", "注2：省级。"]


def contents_of(found: Content) -> str:
    assert {aside.rule for aside in found.asides} <= {"reading.contents"}
    return "".join(found.text[aside.start : aside.end] for aside in found.asides)


def test_a_table_of_contents_is_aside() -> None:
    rows = [p(f"{title}\t{page}") for page, title in enumerate(("一、总体要求", "二、主要任务"), 1)]
    gallery = "<w:sdtPr><w:docPartObj><w:docPartGallery w:val='Table of Contents'/></w:docPartObj></w:sdtPr>"
    control = f"<w:sdt>{gallery}<w:sdtContent>{''.join(rows)}</w:sdtContent></w:sdt>"
    found = content(control + p("一、总体要求"))
    assert contents_of(found).count("\n") == 2
    assert found.text.endswith("\n一、总体要求\n")


def test_a_contents_field_ends_before_the_first_heading() -> None:
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    begin = f"{mark.format('begin')}<w:r><w:instrText> TOC \\o </w:instrText></w:r>{mark.format('separate')}"
    page = field(" PAGEREF x ", t("3"))
    body = (
        p("印发方案")
        + p(begin + t("一、总体要求") + page)
        + p(t("二、主要任务") + page)
        + p(mark.format("end") + t("一、总体要求"))
        + p("正文")
    )
    found = content(body)
    assert contents_of(found) == "一、总体要求3\n二、主要任务3\n"
    assert found.text.endswith("\n一、总体要求\n正文\n")


def test_lines_of_contents_styles_are_aside() -> None:
    styles = style("10", called="toc 1") + style("a", called="TOC Heading") + style("b", based_on="10") + style("c", called="tocsin")
    found = content("".join(p(name, f'<w:pStyle w:val="{name}"/>') for name in ("a", "10", "b", "c")), styles=styles)
    assert contents_of(found) == "a\n10\nb\n"


def test_headers_and_foreign_chunks_are_not_read() -> None:
    document = python_docx.Document()
    document.sections[0].header.paragraphs[0].text = "页眉"
    document.add_paragraph("正文")
    body = document.element.body
    body.insert(0, parse_xml(f'<w:altChunk {nsdecls("w", "r")} r:id="rId99"/>'))
    assert body[0].tag == qn("w:altChunk")
    assert saved(document).text == "正文\n"


def test_strict_documents() -> None:
    with zipfile.ZipFile(io.BytesIO(write.docx(item("总体要求") + tbl(tr(tc("a"), tc("b"))), numbering=LISTS))) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    strict = {
        name: part.replace(write.W, write.STRICT).replace(write.OFFICE, "http://purl.oclc.org/ooxml/officeDocument/relationships")
        for name, part in parts.items()
    }
    assert strict != parts
    assert docx.read("plan.docx", write.zipped(strict)).text == "一、总体要求\na\tb\n"


# --- files that are none, or are hostile


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
