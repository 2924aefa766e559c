"""Word: the numbers that Word computes."""

from __future__ import annotations

import docx as python_docx
import pytest

from loaders import outline, reading
from loaders.formats import Found
from loaders.formats.docx import numerals
from tests.loaders.formats.docx.reads import FIRST, LISTS, content, lines, saved
from tests.loaders.formats.docx.writer import abstract, item, level, num, p, start_at, style


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
