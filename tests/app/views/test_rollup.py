"""目标汇总 in rows and pictures: a rate is dots and never a bar, a count a bar of its parts, a tree has every link, no cut is unsaid."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from qgraph.app.i18n import words
from qgraph.app.views import rollup as view
from qgraph.app.views import rollup_charts as charts
from qgraph.model import Comparator, TargetKind
from qgraph.questions.matrix import matrix
from qgraph.questions.rollup import NEAREST, SUM, Answer, rollup
from qgraph.questions.spread import shares, uses
from qgraph.questions.validity import Validity
from qgraph.questions.verdicts import Verdict
from qgraph.registries.indicators import Aggregation
from qgraph.store import Store, open_store

ZH = words("zh")
RATE, COUNT = "食品抽检合格率", "地理标志"


@pytest.fixture(scope="module")
def store(samples: Path) -> Store:
    return open_store(samples)


@pytest.fixture(scope="module")
def rate(store: Store) -> Answer:
    return rollup(store, RATE)


@pytest.fixture(scope="module")
def count(store: Store) -> Answer:
    return rollup(store, COUNT)


def values(picture: charts.Picture) -> list[dict[str, Any]]:
    """All rows of data in a chart."""
    found: list[dict[str, Any]] = []

    def walk(node: object) -> None:
        if isinstance(node, dict):
            rows = node.get("values")
            found.extend(rows if isinstance(rows, list) else [])
            for below in node.values():
                walk(below)
        elif isinstance(node, list):
            for below in node:
                walk(below)

    walk(picture.drawn)
    return found


def marks(picture: charts.Picture) -> set[str]:
    text = str(picture.drawn)
    return {kind for kind in ("bar", "point", "tick", "rule") if f"'type': '{kind}'" in text}


def names(node: dict[str, Any]) -> list[str]:
    return [node["name"], *(name for below in node["children"] for name in names(below))]


def test_a_mark_and_a_word_for_every_verdict_and_a_colour_for_every_mark() -> None:
    assert set(view.MARKS) == set(Verdict)
    assert set(view.COLOURS) == set(view.MARKS.values())
    assert set(charts.SHAPES) == {view.MARKS[one] for one in charts.COMPARED}
    assert len({view.verdict(one) for one in Verdict}) == len(Verdict)


def test_a_rate_is_dots_beside_its_parents_line_and_never_a_bar(rate: Answer) -> None:
    assert charts.bars(rate) is None
    dots = charts.dots(rate)
    assert dots is not None
    assert {"point", "rule"} <= marks(dots)
    assert "bar" not in marks(dots)
    held = [link for link in rate.links if link.verdict in charts.COMPARED]
    shown = [row for row in values(dots) if "place" in row]
    assert sorted(row["value"] for row in shown) == sorted(float(link.lower[0].value or 0) for link in held)
    assert {row["verdict"] for row in shown} == {view.verdict(link.verdict) for link in held}
    assert dots.left == 0


def test_only_what_adds_is_ever_a_bar(store: Store) -> None:
    adding = 0
    for use in uses(store):
        if use.places:
            answer = rollup(store, use.uri)
            bars = charts.bars(answer)
            assert bars is None or answer.aggregation == Aggregation.SUM, use.name
            adding += bars is not None
    assert adding >= 2


def test_a_count_is_a_bar_of_its_parts_with_the_verdict_beside_it(count: Answer) -> None:
    bars = charts.bars(count)
    assert bars is not None
    assert {"bar", "tick"} <= marks(bars)
    sums = [link for link in count.links if link.via == SUM]
    parts = [float(rung.value or 0) for link in sums for rung in link.lower]
    assert sorted(row["value"] for row in values(bars) if "place" in row) == sorted(parts)
    assert {row["verdict"] for row in values(bars) if "verdict" in row} == {view.verdict(link.verdict) for link in sums}


def test_two_plans_with_one_figure_are_two_bars(count: Answer) -> None:
    """One above the other they would be a total that nobody wrote."""
    link = next(link for link in count.links if link.via == SUM)
    bars = charts.bars(replace(count, links=(link, link)))
    assert bars is not None
    assert len({row["upper"] for row in values(bars) if "place" in row}) == 2


def test_two_plans_of_one_place_are_two_rows_of_dots(rate: Answer) -> None:
    link = next(link for link in rate.links if link.verdict in charts.COMPARED)
    dots = charts.dots(replace(rate, links=(link, link)))
    assert dots is not None
    assert len({row["place"] for row in values(dots) if "place" in row}) == 2


def test_the_tree_has_every_nearest_link_with_its_verdict_and_no_end_above_a_branch(rate: Answer) -> None:
    tree = charts.tree(rate)
    assert tree is not None
    top = tree.drawn["series"][0]["data"][0]
    nearest = [link for link in rate.links if link.via == NEAREST and len(link.lower) == 1]
    wanted = sorted(f"{view.label(link.lower[0])}\n{view.verdict(link.verdict)}" for link in nearest)
    assert sorted(name for name in names(top) if "\n" in name) == wanted
    assert charts.rows_of(tree.drawn) == len(names(top))

    def ends_last(node: dict[str, Any]) -> bool:
        branches = [bool(below["children"]) for below in node["children"]]
        return branches == sorted(branches, reverse=True) and all(map(ends_last, node["children"]))

    assert ends_last(top)


def test_an_endless_circle_of_links_is_drawn_once(rate: Answer) -> None:
    link = next(link for link in rate.links if link.via == NEAREST and len(link.lower) == 1)
    back = replace(link, lower=(link.upper,), upper=link.lower[0])
    root = next(rung for rung in rate.ladder if rung.fact not in (link.upper.fact, link.lower[0].fact))
    start = replace(link, lower=(link.upper,), upper=root)
    tree = charts.tree(replace(rate, links=(start, link, back)))
    assert tree is not None
    assert len(names(tree.drawn["series"][0]["data"][0])) < 10


def test_what_a_picture_leaves_out_is_counted(rate: Answer, count: Answer, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = charts.dots(rate), charts.bars(count), charts.tree(rate)
    assert [picture.left for picture in whole if picture] == [0, 0, 0]
    for name, most in (("PANELS", 1), ("DOTS", 2), ("SUMS", 2), ("BRANCHES", 3)):
        monkeypatch.setattr(charts, name, most)
    held = [link for link in rate.links if link.verdict in charts.COMPARED]
    nearest = [link for link in rate.links if link.via == NEAREST and len(link.lower) == 1]
    dots, bars, tree = charts.dots(rate), charts.bars(count), charts.tree(rate)
    assert dots is not None and bars is not None and tree is not None  # noqa: PT018
    assert (dots.left, bars.left, tree.left) == (len(held) - 2, len([x for x in count.links if x.via == SUM]) - 2, len(nearest) - 3)
    assert len([row for row in values(dots) if "place" in row]) == 2


def test_nothing_to_hold_is_no_picture(rate: Answer) -> None:
    alone = replace(rate, links=())
    assert (charts.dots(alone), charts.bars(alone), charts.tree(alone)) == (None, None, None)


def test_the_ladder_says_whether_a_plan_is_in_force_and_leads_to_the_sentence(rate: Answer) -> None:
    rung = next(rung for rung in rate.ladder if rung.plan_uri)
    published = next(rung for rung in rate.ladder if rung.published)
    first, second = view.ladder([rung, published], {str(rung.plan_uri): Validity.EXPIRED})
    assert first[ZH["column.in_force"]] == ZH["force.expired"]
    assert str(first[ZH["rollup.to_source"]]).startswith("/source?")
    assert first[ZH["column.quote"]] == rung.quote
    assert (second[ZH["column.in_force"]], second[ZH["rollup.to_source"]]) == ("", None)
    assert str(first[ZH["column.place"]]).strip() == rung.place_name


def test_a_turn_is_said_with_its_figure(rate: Answer) -> None:
    rung = replace(rate.ladder[0], comparator=Comparator.INCREASE, kind=TargetKind.DIRECTIONAL)
    assert view.figured(rung).startswith(ZH["figure.increase"])
    assert view.figured(rate.ladder[0]) == rate.ladder[0].figure()


def test_the_address_of_a_link_is_its_own(rate: Answer, count: Answer) -> None:
    for answer in (rate, count):
        assert len({view.key(link) for link in answer.links}) == len(answer.links)


def test_verdicts_are_counted_and_chosen(rate: Answer) -> None:
    counted = view.counted(rate.links)
    for value, told in counted.items():
        assert told == f"{view.verdict(Verdict(value))} ({len(view.chosen(rate.links, value))})"
    assert sum(len(view.chosen(rate.links, value)) for value in counted) == len(rate.links)
    assert view.chosen(rate.links, None) == list(rate.links)


def test_the_link_that_is_asked_for_is_listed_wherever_it_stands(rate: Answer) -> None:
    links = list(rate.links)
    assert view.cut(links, 2, None) == links[:2]
    assert view.cut(links, 2, view.key(links[0])) == links[:2]
    assert view.cut(links, 2, view.key(links[-1])) == [*links[:2], links[-1]]
    assert view.cut(links, len(links), "nothing") == links


def test_places_of_one_name_keep_their_columns(store: Store) -> None:
    answer = matrix(store, "栖陵市")
    named = replace(answer, places=tuple(replace(spot, name=None) for spot in answer.places))
    row = view.matrix(named)[0]
    assert len(row) == 3 + len(answer.places)
    assert list(row.values()) == list(view.matrix(answer)[0].values())


def test_an_empty_cell_says_whether_there_is_a_plan(store: Store) -> None:
    answer = matrix(store, "国家")
    table = view.matrix(answer)
    for number, spot in enumerate(answer.places):
        wanted = ZH["rollup.planless" if spot.uri in answer.planless else "rollup.unsaid"]
        empty = {row[str(spot.name)] for row, line in zip(table, answer.lines, strict=True) if not line.cells[number]}
        assert empty == {wanted}, spot.name


def test_a_share_says_so_many_of_so_many(store: Store) -> None:
    rows = view.shares(shares(store, rollup(store, RATE)))
    city = next(row for row in rows if row[ZH["rollup.above"]] == "栖陵市")
    assert city[ZH["rollup.having"]] == ZH["rollup.share"].format(having=1, below=2)
    assert (city[ZH["rollup.who"]], city[ZH["rollup.unsaid_by"]], city[ZH["rollup.planless"]]) == ("南浦区", "柳堰区", "")


def test_the_picker_says_who_has_an_indicator(store: Store) -> None:
    labels = view.used(uses(store))
    assert list(labels) == [use.uri for use in uses(store)]
    first, last = uses(store)[0], uses(store)[-1]
    assert labels[first.uri] == ZH["rollup.used"].format(name=first.name, count=first.places)
    assert labels[last.uri] == ZH["rollup.unused"].format(name=last.name)
