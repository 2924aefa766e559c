"""目标汇总: ladder, verdicts, pictures and matrix show the question's own answer; bars only for what adds."""

from __future__ import annotations

from pathlib import Path

import pytest

from qgraph.app.evidence import escaped
from qgraph.app.i18n import LANGUAGES, words
from qgraph.app.views import rollup as view
from qgraph.app.views import rollup_charts as charts
from qgraph.questions.matrix import matrix
from qgraph.questions.rollup import SUM, Answer, rollup
from qgraph.questions.told import english
from qgraph.questions.verdicts import Verdict
from qgraph.store import Store, open_store
from tests.app import stores
from tests.app.test_pages import WRONG, opened, said

RATE, COUNT = "食品抽检合格率", "地理标志"


@pytest.fixture(autouse=True)
def _store(samples: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QGRAPH_STORE", str(samples))


@pytest.fixture
def store(samples: Path) -> Store:
    return open_store(samples)


def uri(samples: Path, name: str) -> str:
    return next(str(row["indicator"]) for row in stores.rows(samples, "indicators") if row["name"] == name)


def place(samples: Path, name: str) -> str:
    return next(str(row["place"]) for row in stores.rows(samples, "places") if row["name"] == name)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_ladder_and_the_verdicts(language: str, samples: Path, store: Store) -> None:
    app = opened("rollup", lang=language, indicator=uri(samples, RATE))
    assert not app.exception
    answer = rollup(store, RATE)
    ladder, links = (frame.value for frame in app.dataframe[:2])
    assert [str(name).strip() for name in ladder[words(language)["column.place"]]] == [rung.place_name for rung in answer.ladder]
    reasons = [english(link.reason) if language == "en" else link.reason for link in answer.links]
    assert list(links[words(language)["column.reason"]]) == reasons
    assert len(reasons) > 3


def test_a_verdict_narrows_the_list_and_its_link_is_open(samples: Path, store: Store) -> None:
    answer = rollup(store, RATE)
    weaker = [link for link in answer.links if link.verdict is Verdict.WEAKER]
    assert weaker
    app = opened("rollup", indicator=uri(samples, RATE), verdict="weaker", at=view.key(weaker[-1]))
    assert not app.exception
    assert len(app.dataframe[1].value) == len(weaker)
    assert escaped(weaker[-1].reason) in said(app)
    assert f"> {escaped(weaker[-1].lower[0].quote)}" in [mark.value for mark in app.markdown]


def test_a_place_and_a_year_narrow_the_ladder(samples: Path, store: Store) -> None:
    app = opened("rollup", indicator=uri(samples, RATE), place=place(samples, "南浦区"), year="2025")
    assert not app.exception
    assert len(app.dataframe[0].value) == len(rollup(store, RATE, place="南浦区", year=2025).ladder)


def values(chart: object) -> list[dict[str, object]]:
    """All rows of data in a chart."""
    found: list[dict[str, object]] = []

    def walk(node: object) -> None:
        if isinstance(node, dict):
            rows = node.get("values")
            found.extend(rows if isinstance(rows, list) else [])
            for below in node.values():
                walk(below)
        elif isinstance(node, list):
            for below in node:
                walk(below)

    walk(chart.to_dict())  # type: ignore[attr-defined]
    return found


def marks(chart: object) -> set[str]:
    text = str(chart.to_dict())  # type: ignore[attr-defined]
    return {kind for kind in ("bar", "point", "tick", "rule") if f"'type': '{kind}'" in text}


def drawn(answer: Answer, monkeypatch: pytest.MonkeyPatch) -> tuple[object, object]:
    monkeypatch.setattr(charts, "t", lambda key, **_: key)
    monkeypatch.setattr(view, "t", lambda key, **_: key)
    monkeypatch.setattr(view, "said", str)
    return charts.dots(answer), charts.bars(answer)


def test_a_rate_is_dots_beside_its_parents_line_and_never_a_bar(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    answer = rollup(store, RATE)
    dots, bars = drawn(answer, monkeypatch)
    assert bars is None
    assert {"point", "rule"} <= marks(dots)
    assert "bar" not in marks(dots)
    held = {rung.fact for link in answer.links if link.verdict in charts.COMPARED for rung in link.lower}
    assert len([row for row in values(dots) if "place" in row]) >= len(held) > 0


def test_a_count_is_a_bar_of_its_parts_only(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    answer = rollup(store, COUNT)
    _, bars = drawn(answer, monkeypatch)
    assert {"bar", "tick"} <= marks(bars)
    parts = [(float(rung.value or 0)) for link in answer.links if link.via == SUM for rung in link.lower]
    assert sorted(float(str(row["value"])) for row in values(bars) if "place" in row) == sorted(parts)


def test_the_tree_has_every_nearest_link(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn(rollup(store, RATE), monkeypatch)
    answer = rollup(store, RATE)
    option = charts.tree(answer)
    assert option is not None
    text = str(option)
    for link in answer.links:
        if link.via == "nearest" and len(link.lower) == 1:
            assert view.label(link.lower[0]) in text
    assert charts.leaves(option) > 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_matrix(language: str, samples: Path, store: Store) -> None:
    app = opened("rollup", lang=language, view="matrix", above=place(samples, "栖陵市"))
    assert not app.exception
    table = app.dataframe[0].value
    answer = matrix(store, "栖陵市")
    assert list(table[words(language)["rollup.indicator"]]) == [line.name for line in answer.lines]
    assert words(language)["verdict.missing"] in set(table["柳堰区"])


@pytest.mark.parametrize("wrong", WRONG, ids=["empty", "word", "no fact", "markup", "quote", "path", "long"])
def test_a_wrong_address_never_raises(wrong: str, samples: Path) -> None:
    for about in ({"indicator": wrong}, {"indicator": uri(samples, RATE), "at": wrong}):
        assert not opened("rollup", view=wrong, place=wrong, year=wrong, verdict=wrong, **about).exception
    assert not opened("rollup", view="matrix", above=wrong, row=wrong).exception
