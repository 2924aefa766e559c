"""The sentence behind an answer, drawn the same way on every page: as read, as found, where it stands, and the way there."""

from __future__ import annotations

import re

import streamlit as st

from qgraph.app.i18n import language, said, t, word
from qgraph.app.links import page_link
from qgraph.errors import QgraphError
from qgraph.store import Row

READ_AS_MARKUP = "\\`*_{}[]()#+-.!|<>~$:&\"'"
APART = "\u2060"  # WORD JOINER, not to be seen: keeps what looks like an address from being made a link
ADDRESS = re.compile(r"(?<=:)(?=//)|(?<=www)(?=\.)|(?=@)", re.IGNORECASE)


def escaped(text: object) -> str:
    """Text from a document, safe inside Markdown: every character that Markdown, HTML or Streamlit's own directives read is disarmed,
    and no address becomes a link."""
    apart = ADDRESS.sub(APART, str(text))
    return "".join(f"&#{ord(mark)};" if mark in READ_AS_MARKUP else mark for mark in apart).replace("\n", " ")


def failure(error: QgraphError) -> str:
    """What went wrong, in the language of the screen, safe inside Markdown."""
    return escaped(error.zh if error.zh and language() == "zh" else said(error.message))


def quoted(plan: Row, fact: str, row: Row, key: str) -> None:
    """The card of a fact by its rows: `plan` of the plan, `row` of any query with a sentence."""
    start, end = int(str(row["start"])), int(str(row["end"]))
    sentence(str(plan["plan"]), str(plan["title"]), fact, str(row["quote"]), str(row["found"]), start, end, key)


def sentence(plan: str, title: str, fact: str, quote: str, found: str, start: int, end: int, key: str) -> None:
    """A card with the quote of a fact that was read from a plan; the link opens the text at that place."""
    with st.container(border=True, key=f"evidence-{key}"):
        st.markdown(f"> {escaped(quote)}")
        if "".join(found.split()) != "".join(quote.split()):  # where a line ended is not worth a word
            st.caption(t("evidence.repaired", found=escaped(found)))
        st.caption(t("evidence.where", plan=escaped(title), start=start, end=end))
        from qgraph.app.session import rows  # which shows its errors by `escaped`

        for row in rows("decisions", plan=plan):
            if row["fact"] == fact:
                st.caption(escaped(decision(row)))
        page_link("source", t("evidence.open"), doc=plan, at=fact)


def decision(row: Row) -> str:
    """What somebody decided about a fact, by a row of the query `decisions`: what was read stays beside what stands there now."""
    who = t("decided.by", by=row["by"], at=str(row["at"])[:16].replace("T", " "), act=t(f"act.{row['act']}"))
    if not row["property"]:
        return who
    nothing = t("decided.nothing")
    field = word(f"field.{row['property']}", str(row["property"]))
    return t("list.join").join((who, t("decided.was", field=field, was=row["as_read"] or nothing, now=row["corrected"] or nothing)))
