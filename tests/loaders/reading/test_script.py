"""Traditional characters of a traditional text."""

from __future__ import annotations

from loaders.reading import script
from loaders.reading.draft import Draft

TRADITIONAL = "臨澤市人民政府關於建設質量強市的實施意見\n各有關部門要抓好產業發展，對獲得質量獎的企業給予獎勵。"


def read(text: str) -> Draft:
    return Draft.of(text).apply(script.edits(text))


def test_characters_change_words_do_not() -> None:
    assert read(TRADITIONAL).text == "临泽市人民政府关于建设质量强市的实施意见\n各有关部门要抓好产业发展，对获得质量奖的企业给予奖励。"
    assert read("支援軟體產業發展，歸檔實務檔案").text == "支援软体产业发展，归档实务档案"


def test_every_character_leads_back_to_itself() -> None:
    draft = read(TRADITIONAL)
    assert list(draft.starts) == list(range(len(TRADITIONAL)))
    assert list(draft.ends) == list(range(1, len(TRADITIONAL) + 1))


def test_a_name_in_a_simplified_text_stays() -> None:
    text = "由質信檢測公司承担，" + "全市各级各部门要建立质量档案，完善考核办法，落实企业主体责任。" * 4
    assert read(text).text == text


def test_words_that_a_converter_got_wrong_in_a_simplified_text() -> None:
    assert read("各部门全麵落实，製定办法，总结曆史经验。").text == "各部门全面落实，制定办法，总结历史经验。"
    assert read("全麵發展產業，製定質量辦法，總結曆史經驗").text == "全面发展产业，制定质量办法，总结历史经验"
    assert read("方便麵由企业製造，日曆除外。").text == "方便麵由企业製造，日曆除外。"


def test_simplified_text_is_not_touched() -> None:
    text = "全市各级各部门要建立质量档案；以后、皇后、干部、里程、面条、一丁点儿"
    assert read(text).text == text
