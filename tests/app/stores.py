"""Stores for the tests of the app: the samples, and a plan whose every name is markup."""

from __future__ import annotations

from pathlib import Path

from qgraph import ingest
from qgraph.ingest import LoadStatus
from qgraph.store import Row, open_store

SAMPLES = Path(__file__).resolve().parents[2] / "samples" / "plans"

# Each would set `window.ran`, or lead out of the page, if it were taken for anything but text.
SHOTS = (
    "<img src=x onerror=window.ran=1>",
    "<script>window.ran=1</script>",
    "[点](javascript:window.ran=1)",
    "![图](https://outside.invalid/a.png)",
    '"href"',
    "${window.ran=1}",
    ":red[红]",
    "**粗**",
    "`码`",
    "$x^2$",
    "<svg onload=window.ran=1>",
    "<a href=https://outside.invalid>外</a>",
)

HOSTILE = """临泽市人民政府关于印发临泽市质量强市建设实施方案（2021—2025年）的通知
临政发〔2021〕9号

{link}临泽市质量强市建设实施方案（2021—2025年）{image}

{shots}为把质量工作落到实处，结合本地情况，制定本方案。

一、主要目标

到2025年，制造业产品质量合格率达到95%以上，{image}食品抽检合格率达到97%以上；新增{shots}地理标志6件，{script}合格率达到88%以上。

二、重点任务

（一）{shots}推进行动。组织专家走访企业，帮助{shots}查找短板，每年走访10家以上，形成清单并跟踪整改。（责任单位：市市场监管局{image}、市{script}局、{link}市科技局）

（二）{link}{image}组建小组。到2023年底{shots}全覆盖，按季公布结果，接受群众监督。（市教育局牵头，<b>市财政局</b>{script}配合）

3.{script}{image}放心菜场创建。每年创建放心菜场3家。（市“{image}”局、市<i>商务局按职责分工负责）

三、保障措施

（一）加强领导。成立{image}质量强市工作领导小组，市发展改革委、市{link}局、市<svg onload=window.ran=1>局为成员单位，
领导小组办公室设在市市场监管局。

（二）投入保障。市级财政每年安排{shots}专项资金800万元，支持质量技术服务和品牌培育。

（三）加强监督。各级各部门要把本方案的落实情况纳入年度工作总结，对进展缓慢的及时提醒，对成效突出的予以通报表扬；统计、审计机关依法开展检查，
发现数字不实的，责令改正，并在一定范围内公开处理结果，让每一项指标都经得起核对。

（四）加强宣传。利用质量月讲好质量故事，让讲质量成为大家的习惯，各部门于每年十二月报送进展情况。
"""


def samples(folder: Path) -> Path:
    """A store with the sample plans."""
    report = ingest.load(folder, [SAMPLES])
    assert report.refused == 0
    return folder


def hostile(folder: Path, source: Path) -> Path:
    """A store with one plan full of markup, whose file is written to `source`."""
    image, script, link, *_ = SHOTS
    source.write_text(HOSTILE.format(shots="".join(SHOTS), image=image, script=script, link=link), encoding="utf-8")
    (report,) = ingest.load(folder, [source]).files
    assert report.status is LoadStatus.NEW, report.reason
    return folder


def rows(folder: Path, query: str, **parameters: str) -> list[Row]:
    """The rows of a named query of a store's folder."""
    return open_store(folder).run(query, **parameters)


def first(folder: Path, query: str, column: str, **parameters: str) -> str:
    """The URI in one column of the first row of a named query."""
    return sorted(str(row[column]) for row in rows(folder, query, **parameters))[0]


def place(folder: Path, name: str) -> str:
    """The URI of the place of a name."""
    return next(str(row["place"]) for row in rows(folder, "places") if row["name"] == name)
