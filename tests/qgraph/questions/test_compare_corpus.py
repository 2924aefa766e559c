"""`compare` on real plans, checked by hand: the provincial quality award and the chief quality officer in four of them."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from qgraph import ingest
from qgraph.export.documents import document
from qgraph.questions.compare import compare
from qgraph.registries import indicators, themes, wordings
from qgraph.registries.lexicon import spelled
from qgraph.store import Store, open_store
from qgraph.store.embedded import EmbeddedReader
from tests.loaders.documents import SHARED, needs_corpus

pytestmark = needs_corpus
SEEDS = ("001", "002", "003", "004")
DAY = date(2024, 1, 1)
OFFICER = "chief-quality-officer"


@pytest.fixture(scope="module")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> EmbeddedReader:
    directory = tmp_path_factory.mktemp("seeds") / "store"
    assert ingest.load(directory, [SHARED / "corpus" / "seeds"]).refused == 0
    return open_store(directory)


@pytest.fixture(scope="module")
def said(seeds: Store) -> dict[str, Any]:
    """The four plans side by side."""
    files = {str(plan["file"])[:3]: str(plan["file"]) for plan in seeds.run("plans")}
    answer: dict[str, Any] = json.loads(document(compare(seeds, [files[seed] for seed in SEEDS], on=DAY).to_json()))
    return answer


def indicator(said: dict[str, Any], name: str) -> dict[str, Any]:
    (found,) = [row for row in said["indicators"] if row["name"] == name]
    row: dict[str, Any] = found
    return row


def test_the_provincial_quality_award_four_wordings_and_no_sum(said: dict[str, Any]) -> None:
    cells = indicator(said, "省政府质量奖")["cells"]
    figures = [figure for cell in cells for figure in cell]
    assert [len(cell) for cell in cells] == [1, 1, 1, 1]
    assert [float(figure["value"]) for figure in figures] == [1, 4, 2, 15]
    assert [figure["joint"] for figure in figures] == [False, False, True, False]
    assert [figure["scope"] for figure in figures][3] == "total"
    assert [figure["firmness"]["word"] for figure in figures][:2] == ["争创", "力争"]
    assert [figure["firmness"]["level"] for figure in figures] == ["strive", "strive", "do", "do"]
    for figure in figures:
        assert str(figure["value"]) in figure["quote"]


def test_the_provincial_quality_award_is_ranked_nowhere(said: dict[str, Any]) -> None:
    row = indicator(said, "省政府质量奖")
    assert not any(figure["strictest"] for cell in row["cells"] for figure in cell)
    assert {pair["verdict"] for pair in row["pairs"]} == {"not_comparable"}
    assert len(row["pairs"]) == 6


def test_the_award_of_china_and_the_national_award_are_two(said: dict[str, Any]) -> None:
    china, national = indicators.resolve("中国质量奖"), indicators.resolve("全国质量奖")
    assert china
    assert national
    assert china.id != national.id
    cells = indicator(said, "中国质量奖")["cells"]
    assert [[float(figure["value"]) for figure in cell] for cell in cells] == [[], [3], [], []]  # not the 2 of the third


def test_only_one_chief_quality_officer_can_be_measured(said: dict[str, Any]) -> None:
    (theme,) = [row for row in said["themes"] if row["id"] == OFFICER]
    assert [summary["measurable"] for summary in theme["summaries"]] == [False, False, False, True]
    (target,) = [item for item in theme["cells"][3] if item["measurable"]]
    assert (target["firmness"]["level"], target["firmness"]["word"], target["deadline"]) == ("complete", "全部", "2023-12")
    assert [summary["firmest"] for summary in theme["summaries"]] == [False, False, False, True]


@pytest.mark.parametrize(
    ("seed", "level", "word"),
    [
        ("001", "do", "推行"),
        ("002", "overall", "全面推行"),
        ("003", "explore", "探索"),
        ("004", "complete", "全部"),
    ],
)
def test_four_firmnesses_of_the_chief_quality_officer(said: dict[str, Any], seed: str, level: str, word: str) -> None:
    (theme,) = [row for row in said["themes"] if row["id"] == OFFICER]
    firmness = theme["summaries"][SEEDS.index(seed)]["firmness"] or {}
    assert (firmness.get("level"), firmness.get("word")) == (level, word)


@pytest.mark.parametrize(("seed", "level"), [*zip(SEEDS, ("do", "overall", "explore", "complete"), strict=True)])
def test_four_firmnesses_in_the_texts_themselves(seeds: EmbeddedReader, seed: str, level: str) -> None:
    """What the sentences say, whether or not a task keeps them."""
    (sha256,) = (str(plan["sha256"]) for plan in seeds.run("plans") if str(plan["file"]).startswith(seed))
    text = seeds.source(sha256).reading
    places = [found for found in themes.found(text) if found.meaning == OFFICER]
    read = [wordings.read(spelled(text), found.start, found.end) for found in places]
    assert min((one.level for one in read if one), key=lambda one: one.rank).id == level


def test_every_figure_stands_where_its_file_says(said: dict[str, Any]) -> None:
    items = [item for row in (*said["indicators"], *said["themes"]) for cell in row["cells"] for item in cell]
    assert len(items) > 300
    texts = {path.name: path.read_bytes().decode("utf-8-sig") for path in (SHARED / "corpus" / "seeds").glob("*.txt")}
    assert all(texts[item["file"]][item["start"] : item["end"]] == item["found"] for item in items)
