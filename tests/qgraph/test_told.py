"""Sentences in both languages: every one of the tables has both, with the same words to fill in, and an answer tells either."""

from __future__ import annotations

import copy
import json
import re
import string
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from qgraph.told import Told, english, joined, told

DATA = Path(__file__).parents[2] / "ontology" / "data"
TABLES = ("answers.toml", "rollup_rules.toml", "audit.toml", "coverage.toml", "compare_words.toml", "alignment.toml", "overview.toml")
HAN = re.compile("[\u4e00-\u9fff]")


def sentences(table: Any, at: str = "") -> Iterator[tuple[str, dict[str, str]]]:
    """Every entry of a table that has a Chinese form."""
    if isinstance(table, dict):
        if isinstance(table.get("zh"), str):
            yield at, table
        else:
            for key, below in table.items():
                yield from sentences(below, f"{at}.{key}")


def words(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name is not None}


@pytest.mark.parametrize("file", TABLES)
def test_every_sentence_has_both_languages(file: str) -> None:
    found = dict(sentences(tomllib.loads((DATA / file).read_text(encoding="utf-8"))))
    assert len(found) > 4
    for at, said in found.items():
        assert {"zh", "en"} <= said.keys(), at
        assert words(said["zh"]) >= words(said["en"]), at
        assert not HAN.search(said["en"]), at


def test_a_sentence_is_its_chinese_and_knows_its_english() -> None:
    year = told({"zh": "{n}年", "en": "{n}"}, n=2025)
    both = told({"zh": "{year}{who}", "en": "{who}: {year}"}, year=year, who="南浦区")
    assert (both, english(both)) == ("2025年南浦区", "南浦区: 2025")
    assert json.dumps({"reason": both}, ensure_ascii=False) == '{"reason": "2025年南浦区"}'


def test_sentences_join_in_both_languages() -> None:
    one, other = (told({"zh": zh, "en": en}) for zh, en in (("甲", "a"), ("乙", "b")))
    assert (joined((one, other)), english(joined((one, other)))) == ("甲；乙", "a; b")
    assert (one + other, english(one + other)) == ("甲乙", "ab")
    assert english(joined(("原文", one))) == "原文; a"


def test_a_copy_knows_it_too() -> None:
    one = told({"zh": "甲", "en": "a"})
    assert isinstance(copy.deepcopy([one])[0], Told)
    assert english(copy.copy(one)) == "a"
