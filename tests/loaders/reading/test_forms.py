"""Characters in another form become the common ones; those that mean something by their form stay."""

from __future__ import annotations

import time

import pytest

from loaders.reading import forms
from loaders.reading.draft import Draft


def read(text: str) -> str:
    return Draft.of(text).apply(forms.edits(text)).text


@pytest.mark.parametrize(
    ("text", "reads"),
    [
        ("２０２５年ＡＰＰ", "2025年APP"),
        ("９５．５％", "95．5％"),
        ("\U0001d7d0\U0001d7ce家", "20家"),
        ("⼤⼒推进⺠⽣⼯程，⻓期⻅效", "大力推进民生工程，长期见效"),
        ("\uf9fe葉\uf90a屬", "茶葉金屬"),
        ("质\u200b量\u200d强\ufeff市\u00ad规\u200e划\ufe0f", "质量强市规划"),
        ("第一行\u2028第二行\u000b第三行\u0085", "第一行\n第二行\n第三行\n"),
        ("\uf0b7建立档案\n \uf06c 完善办法", "•建立档案\n • 完善办法"),
        ("&nbsp;质量&#8220;强市&#x201D;&amp;nbsp;", "\u00a0质量“强市”\u00a0"),
    ],
)
def test_becomes(text: str, reads: str) -> None:
    assert read(text) == reads


@pytest.mark.parametrize(
    "text",
    [
        "①建立㈠加强⑴完善Ⅲ级5㎡",
        "，。％（）：；－～",
        "合格率≥95%、m²、№",
        "质\uf06c强市",
        "\ue000",
        "⺮",
        "R&D投入；AT&T;",
        "\U0001d6fc",
        "",
    ],
)
def test_stays(text: str) -> None:
    assert read(text) == text


def test_figures_and_radicals_lead_back_one_by_one() -> None:
    draft = Draft.of("到２０２５年⼤力").apply(forms.edits("到２０２５年⼤力"))
    assert list(draft.starts) == list(range(8))
    assert [repair.rule for repair in draft.repairs] == ["reading.width", "reading.radical"]


def test_the_table_of_radicals_leads_from_radicals_to_characters() -> None:
    for pair in forms.words("radicals"):
        assert len(pair) == 2
        assert "\u2e80" <= pair[0] <= "\u2eff"
        assert "\u4e00" <= pair[1] <= "\u9fff"


def test_many_bullets_in_one_line_take_linear_time() -> None:
    text = "质" + " \uf06c质" * 200_000
    began = time.process_time()
    assert list(forms.edits(text)) == []
    assert time.process_time() - began < 2
