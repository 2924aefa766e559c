"""PDF: a plan as a browser prints it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.loaders.formats.pdf.reads import HEAD, read, reads, sentence
from tests.loaders.formats.pdf.writer import CHROMIUM, printed

chromium = pytest.mark.skipif(
    CHROMIUM is None and not os.environ.get("CI"),
    reason="no Chromium here: run `sh deploy/browser.sh` as root, or install chromium and fonts-noto-cjk",
)
HAN = "一二三四五六"
SECTIONS = [(a, b, 3 * i + j + 10) for i, a in enumerate(HAN) for j, b in enumerate(HAN[:3])]
SENTENCES = (
    "各县区要建立健全第{n}个质量工作协调机制，将质量强市建设列入政府年度重点工作，定期研究解决质量发展中的突出问题，确保各项任务按期完成。",
    "到2030年，全市制造业产品质量合格率达到96.5%以上，公共服务质量满意度达到82分以上，培育省级以上质量标杆企业{n}家，万人高价值发明专利拥有量达到8.6件。",
    "支持南浦区、沁原市建设质量提升示范区，推动中小企业导入先进质量管理方法，每年开展质量诊断服务不少于{n}00家次。",
)
TASK = "推动重点产业链质量攻关，建立产业链质量图谱和问题清单，开展第{n}轮联合攻关"
STYLE = """@page { size: A4; margin: 28mm 26mm } body { font: 12pt/1.8 'Noto Serif CJK SC', serif }
h1 { text-align: center; font-size: 20pt } h2, h3, p { font-size: 12pt; text-indent: 2em; margin: 0; text-align: justify }
table { border-collapse: collapse; width: 100% } td, th { border: 1px solid; padding: 4px; font-size: 10pt }"""


def web_page() -> str:
    parts = [
        (f"<h2>{a}、第{a}类重点工作</h2>" if b == "一" else "")
        + f"<h3>（{b}）提升第{b}方面水平</h3>"
        + "".join(f"<p>{sentence.format(n=n)}</p>" for sentence in SENTENCES)
        for a, b, n in SECTIONS
    ]
    rows = "".join(f"<tr><td>{n}</td><td>{TASK.format(n=n)}</td><td>市市场监管局、市发展改革委</td></tr>" for n in range(1, 26))
    return (
        f"<!DOCTYPE html><meta charset=utf-8><title>栖陵市实施方案</title><style>{STYLE}</style>"
        f"<h1>栖陵市质量强市建设实施方案</h1>{''.join(parts)}"
        f"<table><thead><tr><th>序号</th><th>重点任务</th><th>责任单位</th></tr></thead>{rows}</table><p>此件公开发布。</p>"
    )


@pytest.mark.e2e
@chromium
def test_a_plan_printed_by_chromium_reads_as_its_paragraphs(tmp_path: Path) -> None:
    assert CHROMIUM is not None
    data = printed(CHROMIUM, web_page(), tmp_path)
    found = [line.strip() for line in reads(data).split("\n") if line.strip()]
    expected = ["栖陵市质量强市建设实施方案"]
    for a, b, n in SECTIONS:
        expected += [f"{a}、第{a}类重点工作"] if b == "一" else []
        expected += [f"（{b}）提升第{b}方面水平", *(sentence.format(n=n) for sentence in SENTENCES)]
    expected += ["\t".join(HEAD), *(f"{n}\t{TASK.format(n=n)}\t市市场监管局、市发展改革委" for n in range(1, 26)), "此件公开发布。"]
    assert found == expected
    assert "fonts" in sentence(data.replace(b"/ToUnicode", b"/ToUnicodx"))
    content = read(data)
    assert {cell.table for cell in content.cells} == {1}
    assert len([aside for aside in content.asides if aside.rule == "reading.running"]) >= 6
