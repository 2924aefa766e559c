"""Word: what of a paragraph is text, and what stands outside of paragraphs."""

from __future__ import annotations

import io
import zipfile

import docx as python_docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from loaders.formats import docx
from loaders.formats.content import Content
from tests.loaders.formats.docx import writer as write
from tests.loaders.formats.docx.reads import LISTS, content, lines, saved
from tests.loaders.formats.docx.writer import field, item, p, style, t, tbl, tc, tr


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
