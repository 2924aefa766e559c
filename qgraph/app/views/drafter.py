"""What the drafter's table draws: a row an indicator, a column for us, for each place above and for those beside."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from qgraph.app.i18n import said, t
from qgraph.app.links import address
from qgraph.app.views.rollup import firmness
from qgraph.questions.drafting import Answer, Draft, Reached
from qgraph.questions.ladder import Rung, plain

ALL, OWN, MISSING = "all", "own", "missing"
SHOWN = (ALL, OWN, MISSING)


def chosen(answer: Answer, shown: str) -> list[Draft]:
    """The rows that a filter leaves: all, those we have a target of, or those that only the places above have."""
    return [row for row in answer.rows if shown == ALL or bool(row.own) == (shown == OWN)]


def rows(answer: Answer, drafts: Sequence[Draft]) -> list[dict[str, object]]:
    """The table as it goes into a file."""
    return [
        {
            t("rollup.indicator"): draft.name,
            t("compare.drafter.own"): _told(draft.own),
            t("compare.drafter.firmness"): "、".join(dict.fromkeys(filter(None, map(firmness, draft.own)))),
            t("compare.drafter.reached"): t("list.join").join(map(reached, draft.reached)),
            **{step.name or t("level.none"): _told(rung for rung in draft.above if rung.place == step.uri) for step in answer.steps},
            t("compare.drafter.neighbours"): t("list.join").join(
                f"{rung.place_name or t('level.none')} {target(rung)}" for rung in draft.beside
            ),
            t("compare.drafter.kind"): t(f"rollup.kind.{draft.known.aggregation}") if draft.known else t("rollup.kind.none"),
            t("compare.drafter.ended"): draft.known.discontinued if draft.known else None,
        }
        for draft in drafts
    ]


def linked(table: Sequence[Mapping[str, object]], drafts: Sequence[Draft]) -> list[dict[str, object]]:
    """The same table on the screen, each row with the way to its ladder."""
    head = t("page.rollup")
    return [{**row, head: address("rollup", indicator=draft.uri)} for row, draft in zip(table, drafts, strict=True)]


def target(rung: Rung) -> str:
    """A target in few words with its year; one that the plan's period gives is marked."""
    year = t("compare.year_assumed", year=rung.year) if rung.year and rung.year_assumed else rung.year or "—"
    return f"{said(rung.figure())} ({year})"


def reached(one: Reached) -> str:
    """A published figure in few words: where, when, how much, and what it was taken from."""
    value = f"{plain(one.value)}{one.unit or ''}" if one.value is not None else "—"
    return " ".join(filter(None, (one.place_name, one.year, value, f"({t(f'evidence.{one.source}')})")))


def _told(rungs: Iterable[Rung]) -> str:
    return t("list.join").join(map(target, rungs))
