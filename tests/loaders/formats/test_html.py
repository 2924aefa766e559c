"""Web pages: what is text, and which part of it is the document."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest

from loaders.formats import html
from loaders.formats.content import Content
from loaders.formats.html import page as pages
from qgraph.errors import SourceError

BODY = "".join(f"<p>{n}、各县区要建立质量档案，完善第{n}项考核办法，落实企业主体责任。</p>" for n in "一二三四五六七八九十")
PAGE = f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>题名</title><style>p {{color: red}}</style></head><body>
<div class="nav"><a href="/">网站首页</a> &gt; <a href="/zc">政策文件</a></div>
<table><tr><td>索引号：</td><td>000014349/2027-00081</td></tr><tr><td>发文机关：</td><td>临泽市人民政府</td></tr>
<tr><td>发文字号：</td><td>临政发〔2027〕8号</td></tr><tr><td>成文日期：</td><td>2027年5月6日</td></tr></table>
<div id="UCAP-CONTENT"><h1>临泽市质量强市&nbsp;工作方案</h1>{BODY}
<table><tr><th>任务</th><th>责任单位</th></tr><tr><td>抽查合格率&ge;96%</td><td>市&#x5E02;场监管局</td></tr></table>
<script>var hidden = "脚本";</script></div>
<div class="footer">版权所有 临泽市人民政府办公室</div></body></html>"""


def read(page: str | bytes) -> Content:
    return html.read("page.html", page.encode() if isinstance(page, str) else page)


def document(page: str | bytes) -> str:
    content = read(page)
    ends = [0, *(aside.end for aside in content.asides)]
    starts = [*(aside.start for aside in content.asides), len(content.text)]
    return "".join(content.text[a:b] for a, b in zip(ends, starts, strict=True))


def test_chrome_is_found_text_but_not_the_document() -> None:
    text = read(PAGE).text
    assert "网站首页" in text
    assert "版权所有" in text
    assert "网站首页" not in document(PAGE)
    assert "版权所有" not in document(PAGE)


def test_script_style_and_head_are_no_text() -> None:
    text = read(PAGE).text
    for word in ("脚本", "color", "题名"):
        assert word not in text


def test_facts_table_is_kept() -> None:
    assert "临政发〔2027〕8号" in document(PAGE)
    assert document(PAGE).index("成文日期") < document(PAGE).index("工作方案")


def test_entities_are_characters() -> None:
    assert "抽查合格率≥96%" in document(PAGE)
    assert "市市场监管局" in document(PAGE)
    assert "质量强市\u00a0工作方案" in document(PAGE)


def test_tables_are_tab_separated_rows() -> None:
    lines = document(PAGE).splitlines()
    at = next(i for i, line in enumerate(lines) if line.startswith("任务"))
    assert [cell.strip() for cell in lines[at].rstrip("\t").split("\t")] == ["任务", "责任单位"]
    assert [cell.strip() for cell in lines[at + 1].rstrip("\t").split("\t")] == ["抽查合格率≥96%", "市市场监管局"]


def test_a_paragraph_inside_a_cell_does_not_break_the_row() -> None:
    page = f"<html><body><div id='zoom'>{BODY}<table><tr><td><p>开展抽查</p></td><td><p>市质监局</p></td></tr></table></div></body></html>"
    assert "开展抽查\t市质监局" in document(page)


def test_blocks_are_lines_inline_markup_is_not() -> None:
    page = "<html><body><article><p>（一）加<b>强</b><span>监督</span>。</p>各部门<br>各单位\n\t  落实</article></body></html>"
    assert document(page).split("\n") == ["（一）加强监督。", "各部门", "各单位 落实", ""]


def test_without_a_known_container_the_smallest_that_holds_most_is_taken() -> None:
    page = f"<html><body><div>首页</div><div><div class='unheard'>{BODY}</div></div><div>联系我们</div></body></html>"
    assert "完善第十项" in document(page)
    assert "首页" not in document(page)
    assert "联系我们" not in document(page)


def test_a_large_table_is_not_the_whole_document() -> None:
    rows = "".join(
        f"<tr><td>{n}</td><td>建立质量档案，完善考核办法，开展抽查、公布结果；</td><td>市质监局、市财政局</td></tr>" for n in range(40)
    )
    prose = "<h3>临泽市质量工作任务分解表</h3><p>各县区、各部门要对照本表，逐项落实，年底前完成。</p>"
    plan = f"<div><div>{prose}<div class='w'><table>{rows}</table></div></div></div>"
    page = f"<html><body><div>首页</div>{plan}<div>联系我们</div></body></html>"
    assert "任务分解表" in document(page)
    assert "逐项落实" in document(page)
    assert "首页" not in document(page)


@pytest.mark.parametrize(
    ("declared", "encoding"), [("gb2312", "gb18030"), ("gbk", "gbk"), ("utf-8", "utf-8"), ("big5", "gb18030"), ("x-none", "utf-8")]
)
def test_declared_charset_is_taken_where_it_decodes(declared: str, encoding: str) -> None:
    page = PAGE.replace('charset="utf-8"', f'charset="{declared}"').encode(encoding, "xmlcharrefreplace")
    assert "完善第十项考核办法" in document(page)


def test_xml_declaration_with_encoding_is_no_error() -> None:
    page = '<?xml version="1.0" encoding="UTF-8"?>\n' + PAGE
    assert "完善第十项考核办法" in document(page)


@pytest.mark.parametrize("depth", [300, 2_000])
def test_deep_markup_is_bounded(depth: int) -> None:
    assert "深处" in read("<html><body>" + "<div>" * depth + "深处" + "</div>" * depth + f"{BODY}</body></html>").text


def test_many_tables_take_linear_time() -> None:
    tables = "<table><tr><td>" * 150 + "格" + "</td></tr></table>" * 150
    began = time.perf_counter()
    read("<html><body>" + (tables + "<p>文</p>") * 100 + BODY + "</body></html>")
    assert time.perf_counter() - began < 2.0


def test_asides_lie_inside_the_text_and_in_order() -> None:
    content = read(PAGE)
    assert all(aside.start < aside.end <= len(content.text) for aside in content.asides)
    assert all(one.end <= other.start for one, other in pairwise(content.asides))


def test_cells_know_their_row_and_column() -> None:
    table = "<tr><td rowspan=2>质量</td><td>抽查</td><td>市质监局</td></tr><tr><td>建档</td><td>各县区</td></tr>"
    content = read(f"<html><body><div id='zoom'>{BODY}<table>{table}</table></div></body></html>")
    said = {content.text[cell.start : cell.end]: (cell.row, cell.column, cell.row_span) for cell in content.cells}
    assert said == {"质量": (1, 1, 2), "抽查": (1, 2, 1), "市质监局": (1, 3, 1), "建档": (2, 2, 1), "各县区": (2, 3, 1)}


@pytest.mark.parametrize("depth", [240, 260, 1500])
def test_deep_text_is_kept(depth: int) -> None:
    deep = "<p>深处一。<!-- 注 -->尾<script>脚本</script></p><p>深处二。</p>"
    text = read(f"<html><body>{'<div>' * depth}{deep}{'</div>' * depth}<p>浅处。</p></body></html>").text
    assert text.split() == ["深处一。尾", "深处二。", "浅处。"]


@pytest.mark.parametrize("depth", [5_000, 100_000])
def test_markup_too_deep_to_be_read_whole_is_an_error(depth: int) -> None:
    with pytest.raises(SourceError, match=r"page\.html: its markup is nested too deeply"):
        read("<html><body><p>浅处。</p>" + "<div>" * depth + "<p>深处。</p></body></html>")


def test_spans_of_cells_cannot_blow_a_page_up() -> None:
    row = "<tr><td colspan=60 rowspan=60>甲</td><td colspan=60 rowspan=60>乙</td></tr>"
    text = read(f"<table>{row * 2000}</table>").text
    assert text.count("甲") == text.count("乙") == 2000
    assert text.count("\t") < pages.MOST_EMPTY + 10_000


def test_bytes_of_no_encoding_are_no_fault_of_the_markup() -> None:
    with pytest.raises(SourceError, match="no encoding"):
        read(b"<html><body>" + bytes(range(128, 256)) * 50)


TASKS = (
    "<table><tr><td>重点任务</td><td>牵头单位</td><td>完成时限</td></tr><tr><td>建立档案</td><td>市质监局</td><td>9月底</td></tr></table>"
)
LINKS = "<div class='related'><h3>相关链接</h3><ul><li><a href='a'>南浦区质量方案，附解读（南政发〔2026〕9号）</a></li></ul></div>"


def government(*, above: str = "", below: str = "", body: str = BODY) -> str:
    frame = "<div><a href='/'>网站首页</a></div>", "<div>版权所有</div>"
    return f"<html><body>{frame[0]}<div>{above}<div class='TRS_Editor'>{body}</div>{below}{LINKS}</div>{frame[1]}</body></html>"


def test_a_table_of_tasks_below_the_container_is_kept_with_its_caption() -> None:
    for below in (
        f"<div>附件2：任务分解表{TASKS}</div>",
        f"<p>附件2：任务分解表</p>{TASKS}",
        f"<div><p>附件2：任务分解表</p><div>{TASKS}</div></div>",
    ):
        said = document(government(below=below))
        assert "重点任务\t牵头单位" in said
        assert "附件2：任务分解表" in said
        for word in ("网站首页", "相关链接", "南政发", "版权所有"):
            assert word not in said


def test_a_table_of_other_things_below_the_container_is_frame() -> None:
    table = TASKS.replace("重点任务", "服务电话").replace("牵头单位", "地址").replace("完成时限", "邮编")
    assert "服务电话" not in document(government(below=table))


def test_the_line_with_the_number_above_the_container_is_kept() -> None:
    assert "栖质办〔2027〕3号" in document(government(above="<div><span>发文字号：栖质办〔2027〕3号</span><a href='p'>打印</a></div>"))
    assert "栖质办〔2027〕3号" in document(government(above="<p>栖质办〔2027〕3号</p>"))
    assert "南政发" not in document(government(above=LINKS))


def test_a_container_with_a_part_of_the_prose_is_widened() -> None:
    said = document(government(body="<p>各县区：现印发给你们，请落实。</p>", below=f"<div class='more'>{BODY}</div>"))
    assert "请落实" in said
    assert "完善第十项" in said
    assert "相关链接" not in said
    assert "网站首页" not in said


def test_the_heading_above_a_guessed_container_is_kept() -> None:
    page = f"<h1>质量工作简报</h1><p>第3期</p><p>栖陵市质监局编　2027年4月2日</p><hr><div>{BODY}</div>"
    assert document(page).startswith("质量工作简报\n第3期\n栖陵市质监局编")
    linked = f"<div><h1>栖陵市政府网</h1><a href='/'>首页</a></div><div>{BODY}</div>"
    assert "政府网" not in document(linked)


def test_a_sentence_above_a_table_of_tasks_is_not_the_whole_document() -> None:
    page = f"<html><body><h1>栖陵市质量要点</h1><p>为提升质量，制定本要点。</p><p>附件 任务分解表</p>{TASKS}</body></html>"
    assert document(page).splitlines()[:3] == ["栖陵市质量要点", "为提升质量，制定本要点。", "附件 任务分解表"]
    assert "建立档案\t市质监局" in document(page)


@pytest.mark.parametrize("mark", ["①", "[1]", "〔12〕", "3", "*", "注1"])
def test_a_raised_mark_of_a_note_is_aside(mark: str) -> None:
    content = read(f"<div id='zoom'><p>服务满意度<sup>{mark}</sup>达到82分。</p></div>")
    assert f"服务满意度{mark}达到82分" in content.text
    assert [(content.text[a.start : a.end], a.rule) for a in content.asides] == [(mark, "reading.note_mark")]


@pytest.mark.parametrize("power", ["1200m<sup>2</sup>", "30立方米<sup>3</sup>", "5公里<sup>2</sup>", "10<sup>4</sup>", "Ca<sup>2+</sup>"])
def test_a_power_is_no_mark_of_a_note(power: str) -> None:
    assert not read(f"<div id='zoom'><p>面积达到{power}以上。</p></div>").asides
