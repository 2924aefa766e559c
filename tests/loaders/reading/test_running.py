"""Headers and footers of printed pages go, repeated lines of the document stay."""

from __future__ import annotations

import time

import pytest

from loaders.reading import running
from loaders.reading.draft import Draft

HEADER = "临泽市质量强市规划"
REST = "群众意见限期答复，检验人员每年轮训一次，考核不合格的调离岗位。市区两级共同负担检验费用，列入年度预算，不得截留挪用。" * 4
CUT = ("各县区要建立质量档案，切实提高质", "量水平，按季公布抽查结果。")


def read(text: str) -> str:
    return Draft.of(text).apply(running.edits(text)).text


def pages(between: str, before: str = CUT[0], behind: str = CUT[1]) -> str:
    """Five pages with something between each two."""
    return "\n".join(f"第{n}类产品。{REST}\n{before}\n{between.format(n=n)}\n{behind}" for n in range(1, 6))


@pytest.mark.parametrize(
    "line",
    [
        HEADER,
        f"{HEADER}   {{n}}",
        f"{{n}} {HEADER}",
        f"{HEADER} — {{n}} —",
        f"2027/5/6 10:2{{n}} {HEADER}",
        f"\n{HEADER}\n",
        f"{HEADER}\n临泽市人民政府公报",
    ],
)
def test_a_line_that_cuts_sentences_page_by_page_goes(line: str) -> None:
    assert read(pages(line)) == pages("").replace("\n\n", "\n")


def test_the_title_that_it_repeats_stays() -> None:
    assert read(f"{HEADER}\n{pages(HEADER)}") == f"{HEADER}\n" + pages("").replace("\n\n", "\n")


@pytest.mark.parametrize("mark", ["— {n} —", "# Page {n}:", "{n}"])
def test_beside_page_marks_a_sentence_need_not_be_cut(mark: str) -> None:
    text = pages(f"{mark}\n\n{HEADER}", "落实企业主体责任。", "（二）加强监督。")
    assert read(text) == pages(f"{mark}\n", "落实企业主体责任。", "（二）加强监督。").replace("\n\n", "\n")


def test_a_form_feed_is_a_page_mark() -> None:
    assert HEADER not in read(pages(f"\f{HEADER}", "落实企业主体责任。", "（二）加强监督。"))


def test_an_address_of_the_web_is_never_the_documents() -> None:
    assert "http" not in read(pages("https://example.org/zwgk/1234.html {n}/5", "落实企业主体责任。", "（二）加强监督。"))


@pytest.mark.parametrize(
    "text",
    [
        pages("（责任单位：市市场监管局）", "落实企业主体责任。", "（二）加强监督，严格考核。"),
        pages("责任单位：市市场监管局", "落实企业主体责任。", "（二）加强监督，严格考核。"),
        pages("市市场监管局", "落实企业主体责任，按季公布结果", "建立质量档案，完善考核"),  # cells of a table
        pages("工作措施", "落实企业主体责任。", "加强监督，严格考核。"),
        pages("（一）工作措施", "落实企业主体责任", "加强监督，严格考核。"),
        "\n".join(f"建立第{n}类档案，完善考核\n各县区政府\n加强监督，严格考核" for n in range(9)),  # close together
        pages(f"{HEADER}\t{{n}}"),  # a row
        f"— 1 —\n{HEADER}\n" + pages("", "落实企业主体责任。", "加强监督。").replace("\n\n", "\n"),
    ],
)
def test_repeated_lines_of_the_document_stay(text: str) -> None:
    assert read(text) == text


@pytest.mark.parametrize("text", ["页眉页眉\n1\n" * 60_000, "页眉页眉\n" * 100_000, "\n" * 500_000, "1" * 500_000])
def test_time_is_linear(text: str) -> None:
    began = time.perf_counter()
    list(running.edits(text))
    assert time.perf_counter() - began < 3.0
