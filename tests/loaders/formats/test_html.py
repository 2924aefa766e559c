"""Web pages: what is text, and which part of it is the document."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest

from loaders.formats import html
from loaders.formats.content import Content
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
    assert text.count("\t") < html.MOST_EMPTY + 10_000


def test_bytes_of_no_encoding_are_no_fault_of_the_markup() -> None:
    with pytest.raises(SourceError, match="no encoding"):
        read(b"<html><body>" + bytes(range(128, 256)) * 50)
