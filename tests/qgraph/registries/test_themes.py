"""Themes and wordings: what a phrase speaks of and how firmly, and that unsound edits of their tables are found with file and line."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qgraph.registries import tables, themes, wordings
from qgraph.registries.check import problems
from qgraph.registries.lexicon import Lexicon, clauses, spelled

DATA = files("ontology").joinpath("data")
THEME = "new-theme,新主题,New,{terms},{examples},{unlike}\n"
LEVEL = "new-level,{rank},新级,New,no,no,{grade},{words},,{examples},{unlike}\n"
FAULTS = {
    "a term of one character": ("themes.csv", THEME.format(terms="珍", examples="山珍", unlike=""), "shorter"),
    "a term stands twice": ("themes.csv", THEME.format(terms="灯彩|灯彩", examples="灯彩", unlike=""), "stands twice"),
    "no example": ("themes.csv", THEME.format(terms="灯彩", examples="", unlike=""), "no example"),
    "an example without the theme": ("themes.csv", THEME.format(terms="灯彩", examples="扎制花灯", unlike=""), "examples: 扎制花灯"),
    "an example that a longer term takes": ("themes.csv", THEME.format(terms="溯源", examples="量值溯源", unlike=""), "metrology"),
    "a phrase that must not": ("themes.csv", THEME.format(terms="灯彩", examples="灯彩", unlike="评选灯彩"), "unlike: 评选灯彩"),
    "no terms": ("themes.csv", THEME.format(terms="", examples="灯彩", unlike=""), "must not be empty"),
    "a theme twice": ("themes.csv", THEME.format(terms="灯彩", examples="灯彩", unlike="").replace("new-theme", "brand"), "twice"),
    "a rank twice": ("wordings.csv", LEVEL.format(rank=3, grade="", words="力推", examples="力推", unlike=""), "rank 3"),
    "a grade twice": ("wordings.csv", LEVEL.format(rank=30, grade="strive", words="力推", examples="力推", unlike=""), "grade strive"),
    "a word twice": ("wordings.csv", LEVEL.format(rank=30, grade="", words="力促", examples="力促", unlike=""), "word 力促"),
    "a rank that is none": ("wordings.csv", LEVEL.format(rank="高", grade="", words="力推", examples="力推", unlike=""), "rank"),
}


@pytest.fixture
def edited(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of the tables that the registries read."""
    for entry in DATA.iterdir():
        (tmp_path / entry.name).write_bytes(entry.read_bytes())
    monkeypatch.setattr(tables, "data", tmp_path.joinpath)
    caches = (themes._themes, themes._terms, themes._lexicon, themes.found, wordings._levels, wordings._lexicon, wordings._words)
    for one in caches:
        one.cache_clear()
    yield tmp_path
    for one in caches:
        one.cache_clear()


def test_the_tables_are_sound() -> None:
    assert [*themes.problems(), *wordings.problems()] == []
    assert 40 <= len(themes.all()) <= 80


@pytest.mark.parametrize("fault", FAULTS)
def test_an_unsound_edit_is_found_with_its_file_and_line(edited: Path, fault: str) -> None:
    file, row, words = FAULTS[fault]
    last = len((edited / file).read_text(encoding="utf-8").splitlines()) + 1
    with (edited / file).open("a", encoding="utf-8") as table:
        table.write(row)
    found = [problem for problem in problems() if problem.file in ("themes.csv", "wordings.csv")]
    assert (file, last) in {(one.file, one.line) for one in found if words in one.message}, found
    assert {(one.file, one.line) for one in found} == {(file, last)}


@pytest.mark.parametrize(
    ("phrase", "ids"),
    [
        ("推行“首席质量官”制度", ["chief-quality-officer"]),
        ("推行首席 质量官制度", ["chief-quality-officer"]),
        ("强化量值溯源", ["metrology"]),  # not traceability
        ("建设重要产品追溯体系", ["traceability"]),
        ("加强食品药品安全监管", ["food-safety", "drug-safety"]),
        ("争创政府质量奖，培育商标品牌", ["government-quality-award", "brand"]),
        ("ISO９００１认证", ["certification"]),
        ("组织职工春游", []),
        ("", []),
    ],
)
def test_a_phrase_speaks_of_its_themes(phrase: str, ids: list[str]) -> None:
    assert themes.of(phrase) == ids


@pytest.mark.parametrize("name", ["chief-quality-officer", "首席质量官", "Chief quality officers", "质量首席官"])
def test_a_theme_is_found_by_id_name_and_term(name: str) -> None:
    found = themes.resolve(name)
    assert found
    assert found.id == "chief-quality-officer"


def test_an_unknown_theme_has_near_ones() -> None:
    assert themes.resolve("首席质量") is None
    assert [theme.id for theme in themes.suggestions("首席质量")][:1] == ["chief-quality-officer"]


@pytest.mark.parametrize(
    ("sentence", "level", "word"),
    [
        ("推行首席质量官制度", "do", "推行"),
        ("全面推行首席质量官制度", "overall", "全面推行"),
        ("探索建立首席质量官制度", "explore", "探索"),
        ("到2023年底，规上企业全部设立首席质量官", "complete", "全部"),
        ("探索在龙头企业全面推行首席质量官制度", "explore", "探索"),  # what softens reaches over the rest
        ("鼓励企业试点首席质量官制度", "pilot", "试点"),  # of two the weaker
        ("首席质量官制度全面推行", "overall", "全面推行"),  # behind it
        ("全面推行质量月，开展首席质量官培训", "do", "开展"),  # its own clause
        ("全面推行质量诊断、首席质量官", "overall", "全面推行"),
        ("力争三年内，每个园区都有首席质量官", "strive", "力争"),  # a clause before, in the same sentence
        ("确保安全。首席质量官名录另发", None, None),  # not of another sentence
        ("首席质量官名录，确保安全", None, None),  # nor of a clause behind
        ("全部门协同，首席质量官参加", None, None),  # 全部门 is not 全部
        ("健全质量保证体系，首席质量官参加", "do", "健全"),  # 质量保证 is not 保证
    ],
)
def test_how_firmly_a_sentence_speaks_of_something(sentence: str, level: str | None, word: str | None) -> None:
    said = spelled(sentence)
    start = said.index("首席质量官")
    found = wordings.read(said, start, start + 5)
    assert ((found.level.id, found.word) if found else (None, None)) == (level, word)


def test_the_firmest_levels_come_first() -> None:
    ids = [level.id for level in wordings.all()]
    ranked = ["binding", "complete", "must", "overall", "do", "expected", "strive", "encourage", "pilot", "explore"]
    assert ids == ranked
    assert [level.id for level in wordings.all() if level.measurable] == ["binding", "complete"]


@given(st.text("甲乙丙丁", max_size=12), st.sets(st.text("甲乙丙丁", min_size=1, max_size=4), max_size=6))
def test_words_never_overlap_and_the_longest_is_always_kept(text: str, words: set[str]) -> None:
    found = Lexicon({word: [word] for word in words}).find(text)
    spans = [(one.start, one.end) for one in found]
    assert all(text[one.start : one.end] == one.word for one in found)
    assert all(end <= start for (_, end), (start, _) in pairwise(spans))
    longest = max((word for word in words if word in text), key=len, default=None)
    assert longest is None or any(len(one.word) == len(longest) for one in found)


@given(st.text("甲乙，。", max_size=20))
def test_clauses_are_the_text_without_its_marks(text: str) -> None:
    said = spelled(text)
    assert "".join(said[start:end] for start, end in clauses(said)) == said.replace(",", "").replace("。", "")
