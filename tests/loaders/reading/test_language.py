"""How well words explain a sentence."""

from __future__ import annotations

import pytest

from loaders.reading.language import HAN, Language, Sentence, words


def cost(text: str, document: str = "") -> float:
    return Language(document).extended(Sentence(), text).cost


@pytest.mark.parametrize(
    ("likely", "unlikely"),
    [
        ("建立完善企業", "舰完善企業"),
        ("高等院校或", "高等院保或"),
        ("推進質量發展", "推近質量發展"),
        ("工作。加強", "工作，。加強"),
        ("院校、企業", "院校。、企業"),
    ],
)
def test_what_is_said_costs_less(likely: str, unlikely: str) -> None:
    assert cost(likely) < cost(unlikely)


def test_pieces_cost_what_the_whole_costs() -> None:
    language = Language("")
    whole = language.extended(Sentence(), "推進質量發展，加強管理")
    grown = Sentence()
    for character in "推進質量發展，加強管理":
        grown = language.extended(grown, character)
    assert grown == whole
    assert language.extended(whole, "", 0.5).cost == whole.cost + 0.5


def test_the_document_teaches_what_it_says_twice_in_undamaged_sentences() -> None:
    assert cost("鍛壓機械", "鍛壓機械很好。發展鍛壓機械") < cost("鍛壓機械", "鍛壓機械很好。") == cost("鍛壓機械")
    assert cost("鍛壓機械", "鍛壓機械?很好。發展?鍛壓機械") == cost("鍛壓機械")


def test_a_part_of_a_phrase_is_no_phrase() -> None:
    language = Language("鍛壓機械。鍛壓機械。")
    assert "鍛壓機械" in language.words
    assert "壓機" not in language.words


def test_words_are_chinese_and_traditional() -> None:
    assert all(HAN.fullmatch(word.replace("（", "")) for word in words())
    assert "質量" in words()
    assert "质量" not in words()
