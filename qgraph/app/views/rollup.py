"""What the page of roll-up draws: the ladder, the verdicts, how far an indicator reaches, the matrix of places."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from qgraph.app.figures import figure
from qgraph.app.i18n import language, said, t
from qgraph.app.links import address
from qgraph.questions.ladder import TURNS, Rung
from qgraph.questions.matrix import Answer as Matrix
from qgraph.questions.names import LEVELS, Spot
from qgraph.questions.rollup import Answer, Link
from qgraph.questions.spread import Share, Use
from qgraph.questions.validity import Validity
from qgraph.questions.verdicts import Verdict
from qgraph.registries import wordings

# What a verdict looks like beside its words, in a table and in a picture; the word always stands there too.
MARKS = {
    Verdict.STRICTER: "▲",
    Verdict.MEETS: "=",
    Verdict.WEAKER: "▼",
    Verdict.SHORTFALL: "▼",
    Verdict.OVER_PLEDGED: "▲",
    Verdict.NEAR: "≈",
    Verdict.NOT_COMPARABLE: "≠",
    Verdict.MISSING: "○",
    Verdict.NO_PLAN: "○",
    Verdict.DOUBTED: "?",
}
COLOURS = {"▲": "#00663d", "=": "#1f4e79", "▼": "#a33c00", "≈": "#6b5b00", "≠": "#555555", "○": "#555555", "?": "#7a3d6e"}
STEP = "\u2003"  # what a level further down is set in by


def verdict(one: Verdict) -> str:
    """A verdict in words, with its mark."""
    return f"{MARKS[one]} {t(f'verdict.{one}')}"


def place(rung: Rung) -> str:
    return rung.place_name or t("level.none")


def figured(rung: Rung) -> str:
    """The figure as the reasons say it; what rises or falls in the language of the screen."""
    if rung.comparator not in TURNS:
        return said(rung.figure())
    return figure(
        {
            "kind": rung.kind,
            "comparator": rung.comparator,
            "value": rung.value,
            "value_high": rung.value_high,
            "unit": rung.unit,
            "reference": rung.reference,
        }
    )


def label(rung: Rung) -> str:
    """Where, what, when."""
    return f"{place(rung)} {figured(rung)} ({rung.year or '—'})"


def firmness(rung: Rung) -> str:
    """How firmly a target is meant."""
    level = wordings.graded(rung.firmness)
    return "" if level is None else level.name_en if language() == "en" else level.name


def used(uses: Iterable[Use]) -> dict[str, str]:
    """Indicator URI → name with how many places have it, or that none has."""
    return {use.uri: t("rollup.used" if use.places else "rollup.unused", name=use.name, count=use.places) for use in uses}


def widest(uses: Iterable[Use]) -> list[dict[str, object]]:
    """A row an indicator, with how many places have it."""
    return [
        {
            t("rollup.indicator"): use.name,
            t("rollup.places"): use.places,
            t("rollup.aggregation"): t(f"rollup.kind.{use.aggregation or 'none'}"),
        }
        for use in uses
    ]


def ladder(rungs: Iterable[Rung], force: Mapping[str, Validity]) -> list[dict[str, object]]:
    """A row a rung, set in by its level. `force`: which plans (URI) are in force."""
    return [
        {
            t("column.level"): t(f"level.{rung.level or 'none'}"),
            t("column.place"): STEP * (LEVELS.index(rung.level) if rung.level else 0) + place(rung),
            t("column.value"): figured(rung),
            t("column.deadline"): str(rung.year or "") + (f" {t('rollup.assumed')}" if rung.year_assumed else ""),
            t("rollup.firmness"): firmness(rung),
            t("column.in_force"): t(f"force.{force[rung.plan_uri]}") if rung.plan_uri and rung.plan_uri in force else "",
            t("rollup.to_source"): address("source", doc=rung.plan_uri, at=rung.fact) if rung.plan_uri else None,
            t("column.plan"): rung.plan,
            t("column.issued"): rung.issued,
            t("rollup.source"): t("rollup.read") if not rung.published else t(f"evidence.{rung.source}"),
            t("column.quote"): rung.quote or "",
        }
        for rung in rungs
    ]


def chosen(links: Iterable[Link], wanted: str | None) -> list[Link]:
    """The links of a verdict, or all."""
    return [link for link in links if wanted in (None, link.verdict)]


def counted(links: Iterable[Link]) -> dict[str, str]:
    """The verdicts that there are, with how many of each."""
    counts = Counter(link.verdict for link in links)
    return {one.value: f"{verdict(one)} ({counts[one]})" for one in Verdict if counts[one]}


def cut(links: Sequence[Link], most: int, asked: str | None) -> list[Link]:
    """The first links, and the one that is asked for, wherever it stands."""
    return [*links[:most], *(link for link in links[most:] if key(link) == asked)]


def lower(link: Link) -> str:
    """The lower end of a link in one line."""
    return "、".join(map(label, link.lower)) or link.place_name or "—"


def verdicts(links: Iterable[Link]) -> list[dict[str, object]]:
    """A row a link."""
    return [
        {
            t("column.verdict"): verdict(link.verdict),
            t("column.lower"): lower(link),
            t("column.upper"): label(link.upper),
            t("column.via"): t(f"via.{link.via}"),
            t("column.reason"): said(link.reason),
            t("column.rule"): link.rule,
        }
        for link in links
    ]


def key(link: Link) -> str:
    """What the address calls a link."""
    ends = [rung.fact.rpartition("/")[2] for rung in (*link.lower, link.upper)]
    return "-".join([*ends, (link.place or "").rpartition("/")[2], link.rule])


def reach(answer: Answer) -> list[tuple[str, list[str]]]:
    """How far an indicator reaches: who has it, who lacks it and why, what stands alone above or below."""
    found = answer.reach
    by_fact = {rung.fact: rung for rung in answer.ladder}
    missing = [one for one in found.lack if one.verdict == Verdict.MISSING]
    absent = [one for one in found.lack if one.verdict == Verdict.NO_PLAN]
    return [
        ("have", [_named(spot) for spot in found.have]),
        ("missing", [one.place_name or t("level.none") for one in missing]),
        ("no_plan", [one.place_name or t("level.none") for one in absent]),
        ("only_above", [label(by_fact.get(rung.fact, rung)) for rung in found.only_above]),
        ("only_below", [label(by_fact.get(rung.fact, rung)) for rung in found.only_below]),
    ]


def shares(found: Iterable[Share], most: int | None = None) -> list[dict[str, object]]:
    """A row a place: how many of those directly below it have the indicator, and which do not; at most so many by name (None: all)."""
    return [
        {
            t("rollup.above"): _named(one.place),
            t("rollup.having"): t("rollup.share", having=len(one.have), below=one.below),
            t("rollup.who"): joined(list(map(_named, one.have)), most),
            t("rollup.unsaid_by"): joined(list(map(_named, one.unsaid)), most),
            t("rollup.planless"): joined(list(map(_named, one.without)), most),
        }
        for one in found
    ]


def matrix(answer: Matrix) -> list[dict[str, object]]:
    """A row an indicator, a column a place: the figure, or in words that there is none."""
    heads = distinct([t("rollup.indicator"), t("rollup.having"), _named(answer.place), *map(_named, answer.places)])
    empty = [t("rollup.planless" if spot.uri in answer.planless else "rollup.unsaid") for spot in answer.places]
    return [
        dict(
            zip(
                heads,
                [
                    line.name,
                    t("rollup.share", having=line.having, below=answer.below),
                    _cell(line.own) or t("rollup.unsaid"),
                    *(_cell(cell) or words for cell, words in zip(line.cells, empty, strict=True)),
                ],
                strict=True,
            )
        )
        for line in answer.lines
    ]


def joined(names: Sequence[str], most: int | None) -> str:
    """Names in one line; after so many (None: all) how many more there are."""
    shown = "、".join(names[:most])
    return shown if most is None or len(names) <= most else t("rollup.names_left", names=shown, left=len(names) - most)


def distinct(heads: Iterable[str]) -> list[str]:
    """Names with no two alike, for columns, rows and bars: places may share a name or have none, and two plans of one place a figure."""
    seen: Counter[str] = Counter()
    found: list[str] = []
    for head in heads:
        seen[head] += 1
        found.append(head if seen[head] == 1 else f"{head} ({seen[head]})")
    return found


def _named(spot: Spot) -> str:
    return spot.name or t("level.none")


def _cell(rungs: Sequence[Rung]) -> str:
    return t("list.join").join(f"{figured(rung)} ({rung.year or '—'})" for rung in rungs)
