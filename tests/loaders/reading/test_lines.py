"""Printed pages are read as paragraphs again; texts whose lines are paragraphs are left alone."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.reading import lines, pages
from loaders.reading.draft import Draft

MEASURE = 40
PARAGRAPHS = [
    "云川省临泽市人民政府办公室关于印发临泽市质量强市建设三年行动方案的通知",
    "临政办发〔2027〕18号",
    "各县（市、区）人民政府，市政府各部门、各直属单位：",
    "《临泽市质量强市建设三年行动方案》已经市政府常务会议研究通过，现印发给你们，请结合本地本部门实际认真抓好组织实施。",
    "临泽市人民政府办公室",
    "2027年5月6日",
    "（此件公开发布）",
    "临泽市质量强市建设三年行动方案",
    "为贯彻上级关于质量工作的部署，推动临泽经济由大变强，让企业讲质量、群众得实惠，结合本市产业实际，特制定如下行动方案。",
    "一、总体目标",
    "到2030年，主要工业产品监督抽查合格率稳定在95%以上，每年培育标杆企业20家，市民对身边商品和服务的满意程度逐年上升，重大质量事故零发生。",
    "二、主要任务",
    "（一）打牢质量基础。摸清全市计量器具家底，建设“一站式”服务窗口，让小微企业少跑腿、少花钱；凡在窗口办理的检验业务，十个工作日内出具报告。"
    "（牵头单位：市市场监管局；责任单位：市财政局、市科技局，各县（市、区）人民政府）",
    "（二）擦亮地方品牌。引导茶叶、竹器、陶瓷三个行业制定团体标准，对首次获得地理标志的企业一次性奖励30万元，鼓励行业组织共同维护公用商标的声誉。",
    "1．开展万名工匠培训。由人社部门会同工会组织，每季度一期，结业考核合格的发给证书，并记入职工个人技能档案，作为评定等级和调整岗位的依据。",
    "三、组织保障",
    "成立市质量工作领导小组，由分管副市长任组长，办公室设在市市场监管局，每半年通报一次进度，对连续两次落后的单位进行约谈。",
]


def printed(paragraphs: list[str], cut: list[bool] | None = None, measure: int = MEASURE) -> str:
    """The paragraphs as a PDF reader gives a printed page: lines of one measure without indents, some cut again at their marks."""
    out = []
    cuts = iter(cut or [])
    for paragraph in paragraphs:
        rows, width = [""], 2.0
        for character in paragraph:
            size = 0.5 if character.isascii() else 1.0
            if width + size > measure and character not in "，。；、：）”":  # a mark that may not begin a line hangs over
                rows.append("")
                width = 0.0
            rows[-1] += character
            width += size
        for row in rows:
            pieces = re.findall(r"[^，。；]+[，。；]*", row) if next(cuts, False) else [row]
            out += pieces if "".join(pieces) == row else [row]
    return "\n".join(out)


def read(text: str) -> list[str]:
    draft = Draft.of(text)
    for look in (pages.edits, lines.edits):
        draft = draft.apply(look(draft.text))
    return draft.text.split("\n")


def test_paragraphs_come_back() -> None:
    assert read(printed(PARAGRAPHS)) == PARAGRAPHS


@given(st.sets(st.integers(0, 39), max_size=9))  # of more, the measure that is left cannot always be told
def test_no_sentence_stays_broken_when_printed_lines_were_cut(rows: set[int]) -> None:
    """Which of two sentences a paragraph ends with cannot always be told; that a sentence does not end in its middle can."""
    got = read(printed(PARAGRAPHS, [row in rows for row in range(40)]))
    assert "".join(got) == "".join(PARAGRAPHS)
    ends = {part for paragraph in PARAGRAPHS for part in [paragraph[-6:], *(m[0] for m in re.finditer(r".{5}[。；]", paragraph))]}
    assert [line for line in got if line[-6:] not in ends] == []
    numbered = [paragraph for paragraph in PARAGRAPHS if re.match(r"[一二三]、|（[一二]）|1．", paragraph)]
    assert all(any(line.startswith(paragraph[:6]) for line in got) for paragraph in numbered)


@pytest.mark.parametrize("measure", [28, 36, 45])
def test_any_measure(measure: int) -> None:
    got = read(printed(PARAGRAPHS, measure=measure))
    assert got[-7:] == PARAGRAPHS[-7:]


def test_page_marks_do_not_end_a_paragraph() -> None:
    rows = printed(PARAGRAPHS).split("\n")
    for at, mark in ((len(rows) - 1, "\n# Page 12:"), (len(rows) - 3, "— 3 —\n"), (12, "\n# Page 11:")):
        rows.insert(at, mark)
    assert read("\n".join(rows)) == PARAGRAPHS


@pytest.mark.parametrize("end", ["\n", "\r\n", "\n\n"])
def test_lines_that_are_paragraphs_stay(end: str) -> None:
    text = end.join(PARAGRAPHS)
    assert list(lines.edits(text)) == []


def test_a_bracket_is_never_left_broken() -> None:
    text = "（一）打牢质量基础。（牵头单位：市市场监管局；\n责任单位：市财政局）\n（二）擦亮品牌。"
    assert read(text) == ["（一）打牢质量基础。（牵头单位：市市场监管局；责任单位：市财政局）", "（二）擦亮品牌。"]


def test_a_bracket_that_never_closes_does_not_swallow_headings() -> None:
    text = "（一）打牢质量基础。（市市场监管局负责\n（二）擦亮品牌。\n（三）培训工匠。"
    assert len(read(text)) == 3


def test_a_table_row_is_no_broken_line() -> None:
    text = "序号\t任务\t单位\n1\t开展抽查、\t市局\n2\t建立档案，\t市局"
    assert list(lines.edits(text)) == []


def test_latin_words_keep_a_blank() -> None:
    assert read("推广先进方法（Total Quality\nManagement）。") == ["推广先进方法（Total Quality Management）。"]


def test_time_is_linear() -> None:
    text = printed(PARAGRAPHS * 400)
    began = time.perf_counter()
    list(lines.edits(text))
    one = time.perf_counter() - began
    began = time.perf_counter()
    for piece in ("，\n", "关于\n", "关于质量\n关于印发质量发展纲要\n"):
        list(lines.edits(piece * 50_000))
        list(lines.edits(printed(PARAGRAPHS) + "\n" + piece * 20_000))
    assert one < 2.0
    assert time.perf_counter() - began < 7.0


def test_rows_of_a_table_are_never_joined() -> None:
    row = "{n}\t推进第{n}批老旧电梯更新改造和检验检测机构整合\t市市场监管局\t持续推进"
    table = "\n".join(row.format(n=n) for n in range(1, 60))
    assert list(lines.edits(table)) == []


def test_rows_do_not_hide_that_the_text_around_them_is_wrapped() -> None:
    rows = "".join(f"{n}\t{'推进检验检测机构整合。' * 8}\t市市场监管局\n" for n in range(1, 60))
    page = printed(PARAGRAPHS)
    alone = [edit.start for edit in lines.edits(page)]
    assert alone
    assert [edit.start for edit in lines.edits(f"{page}\n{rows}")] == alone


@pytest.mark.parametrize(
    "title",
    [
        "关于印发沁原市质量发展纲要\n实施方案的通知",
        "关于转发沁原市质量强市建设规划\n任务分工的通知（代拟稿）",
        "关于印发沁原市质量发展规划（2027—2030年）\n的通知",
        "沁原市人民政府关于印发沁原市\n质量强市建设实施方案\n的通知",
    ],
)
@pytest.mark.parametrize("behind", ["\n各县（市、区）人民政府：\n现印发给你们，请抓好落实。\n", printed(PARAGRAPHS[6:], measure=30)])
def test_a_title_that_issues_another_goes_on_until_it_is_a_notice(title: str, behind: str) -> None:
    assert read(f"{title}\n{behind}")[0] == title.replace("\n", "")


@pytest.mark.parametrize(
    "text",
    [
        "关于印发沁原市质量发展纲要\n沁原市质量发展纲要",  # a headline that was cut
        "关于印发沁原市质量发展纲要\n关于开展质量提升行动的通知",  # a list of headlines
        "关于印发沁原市质量发展纲要的通知\n沁原市质量提升行动的决定",
        "沁原市关于推进质量发展的意见\n质量提升行动的通知",
    ],
)
def test_two_titles_stay_two(text: str) -> None:
    assert read(text) == text.split("\n")


@pytest.mark.parametrize("closed", ["附件1", "附件", "附件 2：", "临政办发〔2027〕18号 签发人：陆知远", "密级：内部"])
def test_a_line_that_ends_its_paragraph_joins_no_title(closed: str) -> None:
    paragraphs = [*PARAGRAPHS[:2], closed, "临泽市2027年质量强市工作要点", *PARAGRAPHS[8:]]
    for text in (printed(paragraphs), "\n".join(paragraphs)):
        assert {closed, "临泽市2027年质量强市工作要点"} <= set(read(text))


def test_a_short_heading_is_no_piece_of_the_line_below() -> None:
    full = "各县区要建立质量档案并且完善考核办法落实企业主体责任同时"  # as wide as the page
    below = ["到2030年，全市制造业产品质量合格率达到95%以", "上，食品抽检合格率稳定在98.5%以上。"]
    text = "\n".join([*[full] * 6, "按季公布抽查结果。", "一、总体目标", *below, "二、主要任务", *[full] * 6, "年底通报。"])
    assert read(text)[1:4] == ["一、总体目标", "".join(below), "二、主要任务"]


def test_a_text_of_few_printed_lines() -> None:
    printed_lines = [
        "各县区要建立质量档案，完善考核办法，落实企业主体责任，按季公",
        "布抽查结果，每年开展一次质量比对，对获奖企业一次性给予三十万",
        "元奖励。",
    ]
    assert read("\n".join(["临泽市质量工作要点", "一、主要任务", *printed_lines])) == [
        "临泽市质量工作要点",
        "一、主要任务",
        "".join(printed_lines),
    ]


@pytest.mark.parametrize(
    "few",
    [
        ["临泽市质量监督检验检测中心", "临泽市农产品质量检测中心", "临泽市特种设备检验研究所", "临泽市纤维制品质量检验站"],
        ["关于开展质量月活动的通知", "各县区人民政府：", "现将有关事项通知如下，请认真落实。", "临泽市人民政府"],
        ["建立质量档案，落实主体责任，按季公布抽查结果。", "完善考核办法，开展质量比对，按年公布考核结果。"] * 3,
    ],
)
def test_few_lines_that_are_paragraphs_stay(few: list[str]) -> None:
    assert read("\n".join(few)) == few
