"""Letters that were digits; and figures that nobody may mend."""

from __future__ import annotations

import pytest

from loaders.reading import slips
from loaders.reading.draft import Draft


def read(text: str) -> str:
    return Draft.of(text).apply(slips.edits(text)).text


@pytest.mark.parametrize(
    ("text", "reads"),
    [
        ("奖励IOO万元", "奖励100万元"),
        ("奖励5O万元、l0万元", "奖励50万元、10万元"),
        ("提高l0%", "提高10%"),
        ("提高1O个百分点", "提高10个百分点"),
        ("培育2O家企业、lO项标准", "培育20家企业、10项标准"),
        ("投入1O 亿元", "投入10 亿元"),
        ("培育l0人，l2月底", "培育10人，12月底"),
        ("合格率达到9S%，奖励2B万元", "合格率达到95%，奖励28万元"),
        ("到2O25年，2O3O年，〔2O27〕18号", "到2025年，2030年，〔2027〕18号"),
        ("二O二五年、二○二五年、二0二五年、二〇三O 年", "二〇二五年、二〇二五年、二〇二五年、二〇三〇 年"),
        ("2 0 2 1—2 0 2 5 年", "2021—2025 年"),
        ("到2 0 2 5年，达到9 5%，培育1 2 0家", "到2025年，达到95%，培育120家"),
        ("奖励100万元、50万7Go（二十三）完善制度", "奖励100万元、50万元。（二十三）完善制度"),
    ],
)
def test_letters_that_were_digits(text: str, reads: str) -> None:
    assert read(text) == reads


@pytest.mark.parametrize(
    "text",
    [
        "合格率达到985%以上",
        "合格率达到9 8.5%",
        "达到100万元",
        "推行ISO9001认证100家",
        "IO万元",
        "l万元",
        "CO2%",
        "Io",
        "O2O模式",
        "O2O项目",
        "B2B项目20个",
        "推行5S管理",
        "4S店20家",
        "OO年",
        "20212023年",
        "1，000万元",
        "○○年",
        "产品1 2 3",
        "指标1 2%",
        "培育2 0家",
        "附件1 2 0 2 5年任务",
        "图1 2 3 项任务",
        "A1O家",
        "培育5家",
        "奖励50万",
    ],
)
def test_all_else_stays(text: str) -> None:
    assert read(text) == ("10万元" if text == "IO万元" else text)
