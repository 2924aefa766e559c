"""The pictures of a roll-up. What does not add is never a bar: rates, indices and ranks are dots beside the line of the place above.

Decisions
---------
* One panel a parent and year, at most so many: a dot a place below it, a line at the parent's figure.
* Bars only where the parts may be added, against the figure they are added for.
* Colour says the verdict; the word stands beside each dot or bar, and in the table.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import altair as alt

from qgraph.app.i18n import t
from qgraph.app.views.rollup import COLOURS, MARKS, label, place, verdict
from qgraph.questions.ladder import Rung
from qgraph.questions.rollup import SUM, Answer, Link
from qgraph.questions.verdicts import Verdict

PANELS, DOTS = 9, 40  # panels of the small multiples, and dots in each
COMPARED = (Verdict.MEETS, Verdict.STRICTER, Verdict.WEAKER)
STEP = 22  # pixels a place


def dots(answer: Answer) -> Any:
    """Small multiples: each parent with the places held against it; None where there is nothing to hold."""
    by_parent: dict[str, list[Link]] = {}
    for link in answer.links:
        if link.via != SUM and link.verdict in COMPARED and link.upper.value is not None:
            by_parent.setdefault(link.upper.fact, []).append(link)
    panels = [links for links in by_parent.values() if links][:PANELS]
    if not panels:
        return None
    colours = alt.Scale(domain=[verdict(one) for one in COMPARED], range=[COLOURS[MARKS[one]] for one in COMPARED])
    return alt.concat(*(_panel(links, colours) for links in panels), columns=2).resolve_scale(color="shared")


def _panel(links: list[Link], colours: alt.Scale) -> Any:
    upper = links[0].upper
    rows = [
        {"place": place(rung), "value": float(rung.value), "verdict": verdict(link.verdict), "told": label(rung)}
        for link in links[:DOTS]
        for rung in link.lower
        if rung.value is not None
    ]
    value = float(upper.value or 0)
    numbers = [value, *(row["value"] for row in rows if isinstance(row["value"], float))]
    spread = (max(numbers) - min(numbers)) or abs(value) * 0.02 or 1.0
    axis = alt.Scale(domain=[min(numbers) - spread * 0.2, max(numbers) + spread * 0.7], zero=False)  # room for the words
    base = alt.Chart(_data(rows))
    points = base.mark_point(filled=True, size=110, opacity=1).encode(
        x=alt.X("value:Q", scale=axis, title=upper.unit or ""),
        y=alt.Y("place:N", title=None, sort=None),
        color=alt.Color("verdict:N", scale=colours, legend=None),
        shape=alt.Shape("verdict:N", legend=None),
        tooltip=[alt.Tooltip("told:N", title=t("column.lower")), alt.Tooltip("verdict:N", title=t("column.verdict"))],
    )
    words = points.mark_text(align="left", dx=10).encode(text="verdict:N")
    rule = alt.Chart(_data([{"value": value}])).mark_rule(strokeDash=[5, 4], color="#1c2733").encode(x="value:Q")
    return (points + words + rule).properties(title=label(upper), width=330, height=STEP * max(2, len({row["place"] for row in rows})))


def bars(answer: Answer) -> Any:
    """What may be added: the parts of each sum in one bar, the figure they are added for as a line."""
    sums = [link for link in answer.links if link.via == SUM]
    if not sums:
        return None
    rows = [
        {
            "upper": label(link.upper),
            "place": place(rung),
            "value": float(rung.value),
            "told": label(rung),
            "verdict": verdict(link.verdict),
        }
        for link in sums
        for rung in link.lower
        if rung.value is not None
    ]
    goals = [{"upper": label(link.upper), "value": float(link.upper.value or 0)} for link in sums]
    parts = (
        alt.Chart(_data(rows))
        .mark_bar(stroke="#ffffff")
        .encode(
            x=alt.X("value:Q", title=sums[0].upper.unit or ""),
            y=alt.Y("upper:N", title=None, sort=None, axis=alt.Axis(labelLimit=260)),
            color=alt.Color("place:N", title=t("column.place")),
            tooltip=[alt.Tooltip("told:N", title=t("column.lower")), alt.Tooltip("verdict:N", title=t("column.verdict"))],
        )
    )
    line = alt.Chart(_data(goals)).mark_tick(color="#1c2733", thickness=3, size=30).encode(x="value:Q", y=alt.Y("upper:N", sort=None))
    return (parts + line).properties(height=40 * len(sums) + 20)


def tree(answer: Answer) -> dict[str, Any] | None:
    """The ladder of one year as a tree, for ECharts: the nearest place above with a figure is the parent; None where it has no branch."""
    below: dict[str, list[tuple[Rung, Link]]] = {}
    lower: set[str] = set()
    for link in answer.links:
        if link.via == "nearest" and len(link.lower) == 1:
            below.setdefault(link.upper.fact, []).append((link.lower[0], link))
            lower.add(link.lower[0].fact)
    roots = [rung for rung in answer.ladder if rung.fact in below and rung.fact not in lower]
    if not roots:
        return None
    data = [_branch(rung, None, below, frozenset()) for rung in roots]
    top = data[0] if len(data) == 1 else {"name": "", "children": data}
    return {
        "tooltip": {"trigger": "item"},
        "series": [
            {
                "type": "tree",
                "data": [top],
                "left": 170,
                "right": 300,
                "initialTreeDepth": -1,
                "roam": True,
                "symbolSize": 9,
                "label": {"position": "left", "align": "right", "verticalAlign": "middle", "fontSize": 12, "color": "#1c2733"},
                "leaves": {"label": {"position": "right", "align": "left", "verticalAlign": "middle"}},
                "lineStyle": {"color": "#ccd5de"},
            }
        ],
    }


def leaves(option: dict[str, Any]) -> int:
    """How many ends a tree has: what decides its height."""

    def count(node: dict[str, Any]) -> int:
        return sum(map(count, node["children"])) if node.get("children") else 1

    return count(option["series"][0]["data"][0])


def _data(rows: list[dict[str, Any]]) -> Any:
    return alt.Data(values=rows)  # type: ignore[no-untyped-call]


def _branch(rung: Rung, link: Link | None, below: dict[str, list[tuple[Rung, Link]]], seen: frozenset[str]) -> dict[str, Any]:
    children: Iterable[tuple[Rung, Link]] = below.get(rung.fact, []) if rung.fact not in seen else []
    colour = COLOURS[MARKS[link.verdict]] if link else "#1c2733"
    return {
        "name": label(rung) + (f"  {verdict(link.verdict)}" if link else ""),
        "itemStyle": {"color": colour},
        "children": [_branch(one, how, below, seen | {rung.fact}) for one, how in children],
    }
