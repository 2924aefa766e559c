"""What the page of roll-up draws: the ladder, the verdicts, how far an indicator reaches, the matrix of places."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from qgraph.app.i18n import language, said, t
from qgraph.questions.ladder import Rung
from qgraph.questions.matrix import Answer as Matrix
from qgraph.questions.names import LEVELS
from qgraph.questions.rollup import Answer, Link
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


def label(rung: Rung) -> str:
    """Where, what, when."""
    return f"{place(rung)} {said(rung.figure())} ({rung.year or '—'})"


def firmness(rung: Rung) -> str:
    """How firmly a target is meant."""
    level = wordings.graded(rung.firmness)
    return "" if level is None else level.name_en if language() == "en" else level.name


def ladder(rungs: Iterable[Rung]) -> list[dict[str, object]]:
    """A row a rung, set in by its level."""
    return [
        {
            t("column.level"): t(f"level.{rung.level or 'none'}"),
            t("column.place"): STEP * (LEVELS.index(rung.level) if rung.level else 0) + place(rung),
            t("column.value"): said(rung.figure()),
            t("column.deadline"): str(rung.year or "") + (f" {t('rollup.assumed')}" if rung.year_assumed else ""),
            t("rollup.firmness"): firmness(rung),
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
        ("have", [f"{spot.name or t('level.none')}" for spot in found.have]),
        ("missing", [one.place_name or t("level.none") for one in missing]),
        ("no_plan", [one.place_name or t("level.none") for one in absent]),
        ("only_above", [label(by_fact.get(rung.fact, rung)) for rung in found.only_above]),
        ("only_below", [label(by_fact.get(rung.fact, rung)) for rung in found.only_below]),
    ]


def matrix(answer: Matrix) -> list[dict[str, object]]:
    """A row an indicator, a column a place: the figure, or what its absence is."""
    return [
        {
            t("rollup.indicator"): line.name,
            answer.place.name or t("level.none"): _cell(line.own) or "—",
            **{
                spot.name or t("level.none"): _cell(cell) or t("verdict.missing")
                for spot, cell in zip(answer.places, line.cells, strict=True)
            },
            t("rollup.having"): f"{line.having} / {len(answer.places)}",
        }
        for line in answer.lines
    ]


def _cell(rungs: Sequence[Rung]) -> str:
    return t("list.join").join(f"{said(rung.figure())} ({rung.year or '—'})" for rung in rungs)
