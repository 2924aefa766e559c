"""台账: what is to be done, one row a measure, as a list on the screen and as the files an office hands out."""

from dataclasses import replace
from datetime import date
from functools import partial

import streamlit as st

from qgraph.app.evidence import failure
from qgraph.app.i18n import language, t
from qgraph.app.links import parameter
from qgraph.app.names import bodies, planned_places, plans
from qgraph.app.pickers import narrow
from qgraph.app.sections import returned
from qgraph.app.session import ask, expect_plans
from qgraph.app.tables import XLSX, File, link_column, offer, show
from qgraph.app.views import ledger as view
from qgraph.errors import QgraphError
from qgraph.export.ledger import page, rows, slip, word, workbook
from qgraph.export.ledger.columns import columns as file_columns
from qgraph.export.ledger.columns import title
from qgraph.questions.ledger import Light, ledger

MANY = 30  # plans whose ledger is made before anybody chose: of thousands it takes minutes
LISTED = 300  # rows on the screen
LIGHTS = {  # as grounds of dark words
    Light.ON_TRACK: "#b9d5f0",
    Light.BEHIND: "#f7d08a",
    Light.OVERDUE: "#f3aaa4",
    Light.DONE: "#a9d9b5",
    Light.UNKNOWN: "#dfe3e7",
}
WIDTHS = {"section": 150, "measure": 260, "source": 240}  # pixels: what is longest must not push out the rest
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

st.title(t("ledger.title"))
st.write(t("ledger.lead"))
expect_plans()
known = plans()
columns = st.columns(5)
with columns[0]:
    plan = narrow("plan", known, "ledger.plan")
with columns[1]:
    place = narrow("place", planned_places(), "ledger.place")
if not (plan or place) and len(known) > MANY:
    st.info(t("ledger.choose", count=len(known)))
    st.stop()
try:
    whole = ask(ledger, plan=plan, place=place, on=date.today())
    with columns[2]:
        concerned = frozenset[str]().union(*(line.body_uris for line in whole.lines))
        body = narrow("body", {uri: name for uri, name in bodies().items() if uri in concerned}, "ledger.body")
    answer = ask(ledger, plan=plan, place=place, body=body, on=date.today()) if body else whole
except QgraphError as error:
    st.warning(failure(error))
    st.stop()
with columns[3]:
    owners = narrow("owners", view.owned(answer.lines), "ledger.owners") if answer.lines or parameter("owners") else None
with columns[4]:
    light = narrow("light", view.lit(answer.lines), "ledger.light") if answer.lines or parameter("light") else None
lines = tuple(line for line in answer.lines if owners in (None, line.origin) and light in (None, line.lit.light))
if not lines:
    st.info(t("ledger.empty"))
    st.stop()
st.caption(view.counted(lines))
if closed := view.closed(lines):
    st.warning(closed)
heads = {column.key: column.head(language()) for column in file_columns()}
widths = {heads[name]: st.column_config.Column(width=width) for name, width in WIDTHS.items()}
lights = {
    t("ledger.light"): st.column_config.MultiselectColumn(
        options=[t(f"ledger.light.{one}") for one in LIGHTS], color=list(LIGHTS.values()), width="small"
    )
}
settings = {**widths, **lights, **link_column(t("ledger.open"))}
show(view.table(lines[:LISTED], language()), t("ledger.list"), column_config=settings)
if len(lines) > LISTED:
    st.caption(t("ledger.shown", shown=LISTED, count=len(lines)))
answer = replace(answer, lines=lines)
with st.expander(t("ledger.summary")):
    show(view.by_body(answer), t("ledger.by"))
    show(view.by_month(lines), t("ledger.due"))
files: dict[str, File] = {
    "xlsx": (t("ledger.xlsx"), partial(workbook.workbook, answer, language()), "xlsx", XLSX),
    "by_body": (t("ledger.by_body"), partial(workbook.workbook, answer, language(), by_body=True), "xlsx", XLSX),
    "zip": (t("ledger.zip"), partial(workbook.by_body, answer, language()), "zip", "application/zip"),
    "docx": (t("ledger.docx"), partial(word.document, answer, language()), "docx", DOCX),
    "slip": (t("ledger.slip"), partial(slip.slips, answer, language()), "docx", DOCX),
    "html": (t("ledger.html"), partial(page.page, answer, language()), "html", "text/html"),
    "csv": (t("ledger.csv"), partial(rows.csv, answer, language()), "csv", "text/csv"),
}
offer(title(answer, language()), "ledger", files)
returned.draw(whole)
