from __future__ import annotations

from decimal import Decimal

import pytest

from qgraph.registries import indicators


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("产品质量监督抽查合格率", "product-spot-check"),
        ("全市产品质量监督抽查合格率", "product-spot-check"),
        ("用户（顾客）满意指数", "customer-satisfaction-index"),
        ("制(修)订国际标准", "standards-international"),
        ("新增有效注册商标", "registered-trademark"),
        ("高新技术企业数", "hi-tech-enterprise"),
        ("山东省著名商标", "famous-trademark"),
        ("食品、药品和医疗器械监督抽查合格率", None),
        ("火星探测器合格率", None),
        ("", None),
    ],
)
def test_a_name_is_an_alias_or_nothing(name: str, found: str | None) -> None:
    known = indicators.resolve(name)
    assert (known.id if known else None) == found


def test_sampling_programmes_are_kept_apart_but_near() -> None:
    routine, sampled = indicators.resolve("农产品质量安全例行监测合格率"), indicators.resolve("农产品抽检合格率")
    assert routine is not None
    assert sampled is not None
    assert routine.id != sampled.id
    assert indicators.are_near(sampled.id, routine.id)
    assert indicators.are_near(routine.id, sampled.id)


def test_a_rate_of_985_is_not_plausible() -> None:
    rate = indicators.get("food-sampling")
    assert rate is not None
    assert rate.plausible(Decimal(98))
    assert not rate.plausible(Decimal(985))
