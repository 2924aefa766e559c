"""The pictures of a roll-up. What does not add is never a bar: rates, indices and ranks are dots beside the line of the place above.

Decisions
---------
* One panel a parent and year: a dot a place below it, a line at the parent's figure.
* Bars only where the parts may be added, against the figure they are added for.
* Colour and shape say the verdict; the word stands beside each dot, bar and branch, and in the table.
* Panels are rows of columns (`vconcat` of `hconcat`): of a `concat` Streamlit draws nothing.
* Specifications are plain data: a library that checks each while it is built takes longer than all the rest of the page.
* A picture that nobody can read is none: each draws so many and says how many more there are (`left`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from qgraph.app.i18n import t
from qgraph.app.views.rollup import COLOURS, MARKS, distinct, label, place, verdict
from qgraph.questions.ladder import Rung
from qgraph.questions.rollup import NEAREST, SUM, Answer, Link
from qgraph.questions.verdicts import Verdict

PANELS, DOTS, COLUMNS = 9, 40, 2  # panels of the small multiples, dots in each, and panels side by side
SUMS = 20  # bars
BRANCHES = 80
COMPARED = (Verdict.MEETS, Verdict.STRICTER, Verdict.WEAKER)
SHAPES = {"▲": "triangle-up", "=": "circle", "▼": "triangle-down"}
INK = "#1c2733"
STEP, WIDTH = 22, 230  # pixels a place, and of a panel
Spec = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Picture:
    """What is drawn (a specification of Vega-Lite, an option of ECharts), and how many links are not."""

    drawn: Spec
    left: int


def dots(answer: Answer) -> Picture | None:
    """Small multiples: each parent with the places held against it; None where there is nothing to hold."""
    by_parent: dict[str, list[Link]] = {}
    for link in answer.links:
        if link.via != SUM and link.verdict in COMPARED and link.upper.value is not None:
            by_parent.setdefault(link.upper.fact, []).append(link)
    if not by_parent:
        return None
    panels = [links[:DOTS] for links in by_parent.values()][:PANELS]
    drawn = list(map(_panel, panels))
    spec = {"vconcat": [{"hconcat": drawn[start : start + COLUMNS]} for start in range(0, len(drawn), COLUMNS)]}
    return Picture(spec, sum(map(len, by_parent.values())) - sum(map(len, panels)))


def _panel(links: list[Link]) -> Spec:
    upper = links[0].upper
    held = [(rung, link.verdict, float(rung.value)) for link in links for rung in link.lower if rung.value is not None]
    rows = [
        {"place": name, "value": figure, "verdict": verdict(one), "told": f"{label(rung)} {rung.plan}"}
        for name, (rung, one, figure) in zip(distinct(place(rung) for rung, *_ in held), held, strict=True)
    ]
    value = float(upper.value or 0)
    numbers = [value, *(figure for *_, figure in held)]
    spread = (max(numbers) - min(numbers)) or abs(value) * 0.02 or 1.0
    axis = {"domain": [min(numbers) - spread * 0.15, max(numbers) + spread * 0.15], "zero": False}
    told = [verdict(one) for one in COMPARED]
    colours = {"domain": told, "range": [COLOURS[MARKS[one]] for one in COMPARED]}
    shapes = {"domain": told, "range": [SHAPES[MARKS[one]] for one in COMPARED]}
    where = _field("place", "nominal", title=None, sort=None)
    colour = _field("verdict", "nominal", scale=colours, legend=None)
    points = {
        "mark": {"type": "point", "filled": True, "size": 110, "opacity": 1},
        "encoding": {
            "x": _field("value", scale=axis, title=upper.unit or "", axis={"tickCount": 4}),
            "y": where,
            "color": colour,
            "shape": _field("verdict", "nominal", scale=shapes, legend=None),
            "tooltip": [_field("told", "nominal", title=t("column.lower")), _field("verdict", "nominal", title=t("column.verdict"))],
        },
    }
    words = {  # a column of their own, beside the line
        "mark": {"type": "text", "align": "left"},
        "encoding": {"x": {"value": WIDTH + 8}, "y": where, "color": colour, "text": _field("verdict", "nominal")},
    }
    rule = {
        "data": {"values": [{"value": value}]},
        "mark": {"type": "rule", "strokeDash": [5, 4], "color": INK},
        "encoding": {"x": _field("value")},
    }
    size = {"title": label(upper), "width": WIDTH, "height": STEP * max(2, len(rows))}
    return {"layer": [rule, points, words], "data": {"values": rows}, **size}


def bars(answer: Answer) -> Picture | None:
    """What may be added: the parts of each sum in one bar, the figure they are added for as a tick, the verdict beside it."""
    every = [link for link in answer.links if link.via == SUM]
    sums = every[:SUMS]
    if not sums:
        return None
    uppers = distinct(label(link.upper) for link in sums)  # of two plans with one figure each has its own bar
    rows = [
        {"upper": upper, "place": place(rung), "value": float(rung.value), "told": f"{label(rung)} {rung.plan}"}
        for upper, link in zip(uppers, sums, strict=True)
        for rung in link.lower
        if rung.value is not None
    ]
    goals = [
        {
            "upper": upper,
            "value": float(link.upper.value or 0),
            "end": max(float(link.upper.value or 0), sum(float(rung.value or 0) for rung in link.lower)),
            "verdict": verdict(link.verdict),
        }
        for upper, link in zip(uppers, sums, strict=True)
    ]
    far = max(float(str(goal["end"])) for goal in goals) * 1.3 or 1.0  # room for the words
    y = _field("upper", "nominal", title=None, sort=None, axis={"labelLimit": 260, "labelOverlap": False})
    parts = {
        "data": {"values": rows},
        "mark": {"type": "bar", "stroke": "#ffffff"},
        "encoding": {
            "x": _field("value", title=sums[0].upper.unit or "", scale={"domain": [0, far]}),
            "y": y,
            "color": _field("place", "nominal", title=t("column.place")),
            "tooltip": [_field("told", "nominal", title=t("column.lower"))],
        },
    }
    line = {"mark": {"type": "tick", "color": INK, "thickness": 3, "size": 22}, "encoding": {"x": _field("value"), "y": y}}
    words = {
        "mark": {"type": "text", "align": "left", "dx": 8, "color": INK},
        "encoding": {"x": _field("end"), "y": y, "text": _field("verdict", "nominal")},
    }
    spec = {"layer": [parts, line, words], "data": {"values": goals}, "height": 34 * len(sums) + 60}
    return Picture(spec, len(every) - len(sums))


def tree(answer: Answer) -> Picture | None:
    """The ladder as a tree, for ECharts: the nearest place above with a figure is the parent; None where it has no branch."""
    below: dict[str, list[tuple[Rung, Link]]] = {}
    lower: set[str] = set()
    every = [link for link in answer.links if link.via == NEAREST and len(link.lower) == 1]
    for link in every[:BRANCHES]:  # from the nation down, so what is cut is at the ends
        below.setdefault(link.upper.fact, []).append((link.lower[0], link))
        lower.add(link.lower[0].fact)
    roots = [rung for rung in answer.ladder if rung.fact in below and rung.fact not in lower]
    if not roots:
        return None
    data = [_branch(rung, None, below, frozenset()) for rung in roots]
    top = data[0] if len(data) == 1 else {"name": "", "children": data}
    series = {
        "type": "tree",
        "data": [top],
        "left": 80,
        "right": 170,
        "top": 30,
        "bottom": 20,
        "initialTreeDepth": -1,
        "symbol": "circle",
        "symbolSize": 9,
        "label": {"position": "top", "align": "center", "verticalAlign": "bottom", "fontSize": 12, "lineHeight": 15, "distance": 5},
        "leaves": {"label": {"position": "right", "align": "left", "verticalAlign": "middle", "distance": 8}},
        "lineStyle": {"color": "#ccd5de"},
    }
    return Picture({"tooltip": {"trigger": "item"}, "series": [series]}, len(every) - len(every[:BRANCHES]))


def rows_of(option: dict[str, Any]) -> int:
    """How many rows a tree needs: one an end, and one a branch, for ECharts sets branches further apart."""

    def count(node: dict[str, Any]) -> int:
        return 1 + sum(map(count, node["children"]))

    return count(option["series"][0]["data"][0])


def _field(name: str, kind: str = "quantitative", **settings: Any) -> Spec:
    """A channel that shows a field of the rows."""
    return {"field": name, "type": kind, **settings}


def _branch(rung: Rung, link: Link | None, below: dict[str, list[tuple[Rung, Link]]], seen: frozenset[str]) -> dict[str, Any]:
    children: Iterable[tuple[Rung, Link]] = below.get(rung.fact, []) if rung.fact not in seen else []
    nodes = [_branch(one, how, below, seen | {rung.fact}) for one, how in children]
    colour = COLOURS[MARKS[link.verdict]] if link else INK
    return {
        "name": label(rung) + (f"\n{verdict(link.verdict)}" if link else ""),
        "itemStyle": {"color": colour, "borderColor": colour},
        "label": {"color": colour},
        "children": sorted(nodes, key=lambda node: not node["children"]),  # an end above a branch would lie on the branch's words
    }
