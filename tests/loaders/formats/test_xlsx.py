"""Workbooks: what is a line, what is a table, and what a cell shows."""

from __future__ import annotations

import io
import random
import time
import zipfile
from collections.abc import Callable
from datetime import date

import pytest
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.worksheet.worksheet import Worksheet

from loaders.formats import sheet, xlsx
from loaders.formats.content import Content
from qgraph.errors import SourceError

HEAD = ("序号", "主要任务", "牵头单位", "完成时限")
ROWS = (HEAD, (1, "建立质量档案", "区市场监管局", "2027年底"), (2, "开展比对提升", "区工信局", "2028年底"))


def book(*fills: Callable[[Worksheet], object], titles: tuple[str, ...] = ("Sheet1", "Sheet2", "Sheet3")) -> bytes:
    """A workbook of a sheet for each function that fills one."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    for fill, title in zip(fills, titles, strict=False):
        fill(workbook.create_sheet(title))
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def filled(*rows: tuple[object, ...]) -> Callable[[Worksheet], None]:
    def fill(page: Worksheet) -> None:
        for row in rows:
            page.append(row)

    return fill


def with_part(data: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    """The same package with one part changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.namelist():
            content = old.read(member)
            new.writestr(member, change(content) if member == part else content)
    return out.getvalue()


def with_rows(xml: str, behind: str = "") -> bytes:
    """A workbook whose sheet has these rows as they are in the file."""

    def change(content: bytes) -> bytes:
        head, _, tail = content.partition(b"<sheetData")
        return head + b"<sheetData>" + xml.encode() + b"</sheetData>" + behind.encode() + tail[tail.index(b"<pageMargins") :]

    return with_part(book(filled(("甲",))), "xl/worksheets/sheet1.xml", change)


def read(data: bytes) -> Content:
    return xlsx.read("book.xlsx", data)


def shown(value: object, code: str) -> str:
    def fill(page: Worksheet) -> None:
        page["A1"], page["B1"] = "值", value
        page["B1"].number_format = code

    return read(book(fill)).text.rstrip("\n").partition("\t")[2]


def refusal(data: bytes) -> str:
    with pytest.raises(SourceError) as caught:
        read(data)
    text = str(caught.value)
    assert text.startswith("book.xlsx: ")
    assert ";" in text
    assert "\n" not in text
    assert len(text) < 300
    return text


def test_a_sheet_is_a_table() -> None:
    content = read(book(filled(*ROWS)))
    assert (
        content.text == "序号\t主要任务\t牵头单位\t完成时限\n1\t建立质量档案\t区市场监管局\t2027年底\n2\t开展比对提升\t区工信局\t2028年底\n"
    )
    assert content.media_type == xlsx.MEDIA_TYPE
    cell = next(cell for cell in content.cells if content.text[cell.start : cell.end] == "区工信局")
    assert (cell.table, cell.row, cell.column, cell.sheet) == (1, 3, 3, "Sheet1")


def test_title_and_notes_are_lines() -> None:
    def fill(page: Worksheet) -> None:
        filled(
            ("附件1",),
            ("南浦区质量强区\n任务分解表",),
            (None, None, None, "单位：万元"),
            *ROWS,
            ("注：1.时限为最迟时限。\n2.排名第一的为牵头单位。",),
        )(page)
        page.merge_cells("A2:D2")
        page.merge_cells("A7:D7")

    content = read(book(fill))
    assert content.text.split("\n")[:5] == ["附件1", "南浦区质量强区", "任务分解表", "单位：万元", "序号\t主要任务\t牵头单位\t完成时限"]
    assert content.text.endswith("\n注：1.时限为最迟时限。\n2.排名第一的为牵头单位。\n")
    assert {cell.row for cell in content.cells} == {4, 5, 6}


def test_a_row_that_heads_a_group_stays_in_the_table() -> None:
    def fill(page: Worksheet) -> None:
        filled(HEAD, ("一、制造业质量",), *ROWS[1:])(page)
        page.merge_cells("A2:D2")

    content = read(book(fill))
    assert "\n一、制造业质量\n" in content.text
    assert [cell.column_span for cell in content.cells if cell.row == 2] == [4]


def test_the_last_row_of_a_table_may_hold_one_cell() -> None:
    def fill(page: Worksheet) -> None:
        filled(("类别", "任务"), ("质量提升", "建立档案"), (None, "开展比对"), (3,))(page)
        page.merge_cells("A2:A3")

    content = read(book(fill))
    assert content.text == "类别\t任务\n质量提升\t建立档案\n\t开展比对\n3\n"
    assert [(cell.row, cell.column, cell.row_span) for cell in content.cells][2:5] == [(2, 1, 2), (2, 2, 1), (3, 2, 1)]
    assert len(content.cells) == 6


def test_merged_cells_keep_the_columns() -> None:
    def fill(page: Worksheet) -> None:
        filled(("指标", None, "目标"), ("质量", "抽查合格率", "96%"), (None, "认证", "50家"))(page)
        page.merge_cells("A1:B1")
        page.merge_cells("A2:A3")

    assert read(book(fill)).text == "指标\t\t目标\n质量\t抽查合格率\t96%\n\t认证\t50家\n"


def test_what_a_merged_cell_covers_is_not_seen() -> None:
    rows = '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c><c r="C1"><v>3</v></c></row>'
    merged = '<mergeCells count="1"><mergeCell ref="A1:B1"/></mergeCells>'
    assert read(with_rows(rows, merged)).text == "1\t\t3\n"
    assert read(with_rows(rows)).text == "1\t2\t3\n"


def test_a_column_of_text_is_text() -> None:
    content = read(book(filled(("南浦区质量工作要点",), ("一、总体要求",), ("坚持质量第一。\n坚持效益优先。",))))
    assert content.text == "南浦区质量工作要点\n一、总体要求\n坚持质量第一。\n坚持效益优先。\n"
    assert content.cells == ()


@pytest.mark.parametrize(
    ("title", "line"),
    [("责任清单", True), ("Sheet3", False), ("工作表1", False), ("表 2", False), ("2027", False), ("任务分解", False), ("质量表", True)],
)
def test_the_name_of_a_sheet_is_a_line_where_it_says_something(title: str, line: bool) -> None:
    content = read(book(filled(("南浦区任务分解表",), *ROWS), titles=(title,)))
    assert content.text.startswith(f"{title}\n") is line
    assert {cell.sheet for cell in content.cells} == {title}


def test_sheets_come_in_order_without_the_hidden() -> None:
    def lists(page: Worksheet) -> None:
        filled(("下拉", "选项"))(page)
        page.sheet_state = "hidden"

    content = read(book(filled(("甲", "乙")), lists, filled(("丙", "丁"))))
    assert content.text == "甲\t乙\n丙\t丁\n"
    assert [cell.table for cell in content.cells] == [1, 1, 2, 2]


def test_hidden_rows_and_columns_are_read() -> None:
    def fill(page: Worksheet) -> None:
        filled(*ROWS)(page)
        page.row_dimensions[2].hidden = True
        page.column_dimensions["C"].hidden = True

    assert "1\t建立质量档案\t区市场监管局" in read(book(fill)).text


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (0.95, "0%", "95%"),
        (0.985, "0.0%", "98.5%"),
        (2.5, "0.00", "2.50"),
        (12000, "#,##0", "12,000"),
        (12.0, "General", "12"),
        (date(2027, 6, 30), 'yyyy"年"m"月"', "2027年6月"),
        (date(2027, 6, 30), "yyyy-mm-dd", "2027-06-30"),
        (date(2027, 6, 30), "yyyy/m/d", "2027/6/30"),
        (date(2027, 6, 30), "mm-dd-yy", "2027/6/30"),  # number 14: a Chinese Excel shows its short date
        ("91530112MA6K000000", "General", "91530112MA6K000000"),
        ("001", "@", "001"),
        (True, "General", "TRUE"),
        ("=SUM(A1:A9)", "General", ""),  # openpyxl stores no value with a formula
        ("市发展改革委\n市财政局\r\n", "General", "市发展改革委 市财政局"),
        (CellRichText("到2027年", TextBlock(InlineFont(b=True), "达到96%")), "General", "到2027年达到96%"),
    ],
)
def test_values_are_as_a_person_sees_them(value: object, code: str, text: str) -> None:
    assert shown(value, code) == text


def test_values_as_they_are_in_the_file() -> None:
    cells = (
        '<c t="str"><f>A1</f><v>公式值</v></c>'
        '<c t="e"><f>1/0</f><v>#REF!</v></c>'
        '<c t="inlineStr"><is><t>内联</t><rPh sb="0" eb="1"><t>nei</t></rPh></is></c>'
        '<c t="d"><v>2027-06-30</v></c>'
        '<c t="b"><v>0</v></c>'
        '<c t="s"><v>99</v></c><c t="s"><v>x</v></c><c s="99"><v>7</v></c><c r="??"><v>8</v></c><!-- 注 --><c/>'
        '<c t="str"><v>甲_x000D__xD800_乙</v></c>'
    )
    assert read(with_rows(f"<row>{cells}</row>")).text == "公式值\t#REF!\t内联\t2027-06-30\tFALSE\t\t\t7\t8\t\t甲  乙\n"


def test_shared_strings() -> None:
    strings = (
        "<sst><si><t>质量</t></si><si><r><rPr><b/></rPr><t>到2027年</t></r><r><t>达到96%</t></r><rPh><t>dao</t></rPh></si>"
        '<si><t xml:space="preserve"> 甲\n乙 </t></si></sst>'
    )
    data = with_rows('<row><c t="s"><v>0</v></c><c t="s"><v>1</v></c><c t="s"><v>2</v></c><c t="s"><v>3</v></c></row>')
    kind = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
    relation = b'<Relationship Id="s" Type="' + kind + b'" Target="sharedStrings.xml"/></Relationships>'
    data = with_part(data, "xl/_rels/workbook.xml.rels", lambda xml: xml.replace(b"</Relationships>", relation))
    with zipfile.ZipFile(stream := io.BytesIO(data), "a") as archive:
        archive.writestr("xl/sharedStrings.xml", strings)
    assert read(stream.getvalue()).text == "质量\t到2027年达到96%\t甲 乙\n"
    refusal(with_part(stream.getvalue(), "xl/sharedStrings.xml", lambda _: DTD.encode()))


def test_a_strict_workbook_reads_alike() -> None:
    data = book(filled(*ROWS))
    for part in ("xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/styles.xml"):
        data = with_part(
            data,
            part,
            lambda xml: xml.replace(
                b"http://schemas.openxmlformats.org/spreadsheetml/2006/main", b"http://purl.oclc.org/ooxml/spreadsheetml/main"
            ),
        )
    assert read(data).text == read(book(filled(*ROWS))).text


def test_sniffing_looks_at_the_directory_only() -> None:
    data = book(filled(*ROWS))
    assert xlsx.sniff(data)
    assert xlsx.sniff(data[: len(data) // 2]) is (b"xl/workbook.xml" in data[: len(data) // 2])
    outer = io.BytesIO()
    with zipfile.ZipFile(outer, "w") as archive:
        archive.writestr("word/embeddings/sheet.xlsx", data)
    assert not xlsx.sniff(outer.getvalue())
    assert not xlsx.sniff(b"xl/workbook.xml")


# --- bounds


def test_rows_that_were_only_formatted_cost_little() -> None:
    rows = "".join(f'<row r="{n}"><c r="A{n}" s="0"/><c r="B{n}" s="0"/></row>' for n in range(3, 100_000))
    data = with_rows(
        f'<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row>{rows}<row r="1048576"><c r="A1048576"><v>3</v></c></row>'
    )
    began = time.perf_counter()
    assert read(data).text == "1\t2\n3\n"
    assert time.perf_counter() - began < 4


def test_a_range_over_the_whole_sheet_costs_nothing() -> None:
    merged = (
        '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells><hyperlinks><hyperlink ref="A1:XFD1048576" location="x"/></hyperlinks>'
    )
    began = time.perf_counter()
    content = read(
        with_rows('<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row><row r="9"><c r="B9"><v>3</v></c></row>', merged)
    )
    assert content.text == "1\n"
    assert time.perf_counter() - began < 0.5


def test_many_overlapping_ranges_cost_little() -> None:
    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>1</v></c><c r="B{n}"><v>2</v></c></row>' for n in range(1, 2001))
    merged = "<mergeCells>" + '<mergeCell ref="C1:Z9000"/><mergeCell ref="A7:A7"/>' * 20_000 + "</mergeCells>"
    began = time.perf_counter()
    assert read(with_rows(rows, merged)).text.count("\n") == 2000
    assert time.perf_counter() - began < 4


def test_too_many_cells(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheet, "MOST_CELLS", 12)
    assert read(book(filled(*ROWS))).text.count("\n") == 3
    assert "more than 12 cells" in refusal(book(filled(*ROWS), filled(("甲",))))


def test_a_row_that_would_not_fit_into_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = "".join(f"<row>{'<c/>' * 100}<c><v>1</v></c></row>" for _ in range(100))
    monkeypatch.setattr(xlsx, "LONGEST_ROW", 1000)
    assert read(with_rows(rows)).text.count("1") == 100
    assert "a row of more than" in refusal(with_rows(f"<row>{'<c/>' * 300}</row>"))


def test_too_many_sheets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx, "MOST_SHEETS", 1)
    assert "2 sheets" in refusal(book(filled(*ROWS), filled(*ROWS)))


def test_strays_far_to_the_right_are_left_out() -> None:
    assert read(book(filled(("甲", "乙", *([None] * 300), "远")))).text == "甲\t乙\n"


# --- what is not sound


def test_a_cut_file() -> None:
    data = book(filled(*ROWS))
    assert "fetch it again" in refusal(data[: len(data) // 2])


DTD = '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/styles.xml"])
@pytest.mark.parametrize("content", [b"", b"<", b"<a>" * 5000, DTD.encode(), DTD.encode("utf-16")])
def test_a_part_that_is_no_sound_xml(part: str, content: bytes) -> None:
    refusal(with_part(book(filled(*ROWS)), part, lambda _: content))


def test_a_sheet_with_entities() -> None:
    bomb = b'<!DOCTYPE w [<!ENTITY a "1234567890">]>'
    data = with_part(book(filled(*ROWS)), "xl/worksheets/sheet1.xml", lambda xml: bomb + xml.replace(b'r="A1"', b'r="&a;"'))
    assert "DTD" in refusal(data)


def test_unsound_charts_and_comments_do_not_matter() -> None:
    data = with_part(book(filled(*ROWS)), "docProps/core.xml", lambda _: b"<")
    assert read(data).text.startswith("序号")


def test_a_binary_workbook() -> None:
    data = book(filled(*ROWS))
    data = with_part(data, "_rels/.rels", lambda xml: xml.replace(b"xl/workbook.xml", b"xl/workbook.bin"))
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for member in old.namelist():
            new.writestr(member.replace("workbook.xml", "workbook.bin"), old.read(member))
    assert xlsx.sniff(out.getvalue())
    assert ".xlsb" in refusal(out.getvalue())


@pytest.mark.parametrize("seed", range(40))
def test_flipped_bytes_are_read_or_refused(seed: int) -> None:
    chance = random.Random(seed)
    data = bytearray(book(filled(*ROWS)))
    for _ in range(chance.randrange(1, 30)):
        data[chance.randrange(len(data))] = chance.randrange(256)
    try:
        content = read(bytes(data))
    except SourceError:
        refusal(bytes(data))
    else:
        assert content.media_type == xlsx.MEDIA_TYPE


def test_merged_ranges_that_run_backwards_give_no_leave_for_more() -> None:
    """Each of the wide ranges costs a look at every cell; only so many are looked at."""
    cells = "".join(f'<c r="{column}#" t="str"><v>a</v></c>' for column in "ABCDEFGHIJ")
    rows = "".join(f'<row r="{n}">{cells.replace("#", str(n))}</row>' for n in range(1, 1001))
    ranges = '<mergeCell ref="A1048576:A1"/><mergeCell ref="GA1:GR1000000"/>' * 20_000
    data = with_rows(rows, f"<mergeCells>{ranges}</mergeCells>")
    began = time.process_time()
    assert read(data).text.startswith("a\ta")
    assert time.process_time() - began < 3


def test_a_row_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx, "LONGEST_ROW", 5_000)
    row = '<row><c t="inlineStr"><is><t>质量</t></is></c></row>'
    assert read(with_rows(row * 1_000)).text.count("质量") == 1_000
    assert "a row of more than" in refusal(with_rows(row * 200 + row.replace("质量", "质量" * 1_000) + row * 200))
