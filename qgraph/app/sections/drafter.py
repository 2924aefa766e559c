"""起草表: what who drafts the next plan of a place wants to see beside each indicator."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from qgraph.app.evidence import escaped
from qgraph.app.i18n import language, said, t
from qgraph.app.links import address
from qgraph.app.names import planned_places
from qgraph.app.pickers import pick
from qgraph.app.session import ask
from qgraph.app.tables import downloads, show
from qgraph.questions.drafting import Draft, drafting
from qgraph.questions.ladder import Rung, plain
from qgraph.questions.names import Spot
from qgraph.registries import wordings


def draw() -> None:
    """The whole section. Raises what the question raises."""
    place = pick("place", planned_places(figures=True), "compare.place", "compare.choose_place")
    if place is None:
        st.info(t("compare.drafter.choose"))
        return
    answer = ask(drafting, place=place)
    if not answer.rows:
        st.info(t("compare.none"))
        return
    beside = "、".join(spot.name or "" for spot in answer.neighbours)
    st.caption(escaped(t("compare.drafter.beside", names=beside)) if beside else t("compare.drafter.nobody"))
    table = [_row(row, answer.steps) for row in answer.rows]
    links = [
        {**row, t("page.rollup"): address("rollup", indicator=draft.uri, place=place)}
        for row, draft in zip(table, answer.rows, strict=True)
    ]
    config = {t("page.rollup"): st.column_config.LinkColumn(display_text=t("compare.open"))}
    show(links, t("compare.view.drafter"), column_config=config)
    downloads(table, f"{t('compare.view.drafter')} {answer.place.name or ''}".strip(), "drafter", [t("compare.drafter.note")])


def _row(draft: Draft, steps: Iterable[Spot]) -> dict[str, object]:
    known = draft.known
    return {
        t("rollup.indicator"): draft.name,
        t("compare.drafter.own"): _told(draft.own),
        t("compare.drafter.firmness"): "、".join(dict.fromkeys(filter(None, map(_firmness, draft.own)))),
        t("compare.drafter.reached"): t("list.join").join(
            " ".join(
                filter(
                    None,
                    (
                        one.place_name,
                        one.year,
                        f"{plain(one.value) if one.value is not None else '—'}{one.unit or ''}",
                        t(f"evidence.{one.source}"),
                    ),
                )
            )
            for one in draft.reached
        ),
        **{step.name or t("level.none"): _told(rung for rung in draft.above if rung.place == step.uri) for step in steps},
        t("compare.drafter.neighbours"): t("list.join").join(
            f"{rung.place_name or t('level.none')} {said(rung.figure())} ({rung.year or '—'})" for rung in draft.beside
        ),
        t("compare.drafter.kind"): t(f"rollup.kind.{known.aggregation}") if known else t("rollup.kind.none"),
        t("compare.drafter.ended"): known.discontinued if known else None,
    }


def _told(rungs: Iterable[Rung]) -> str:
    return t("list.join").join(f"{said(rung.figure())} ({rung.year or '—'})" for rung in rungs)


def _firmness(rung: Rung) -> str | None:
    level = wordings.graded(rung.firmness)
    return None if level is None else level.name_en if language() == "en" else level.name
