"""What the page of comparison offers where something is still to be chosen: pairs that are worth holding together.

Decisions
---------
* An offer is a button and no link: Streamlit does not write the address when a link leads to the page it stands on.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from qgraph.app.evidence import escaped
from qgraph.app.i18n import t
from qgraph.app.links import remember, remember_all
from qgraph.app.session import rows

OFFERED = 6


def offer_places(pairs: Sequence[Sequence[str]], labels: Mapping[str, str], name: str) -> None:
    """Places, one or several a button, to stand under the parameter `name`."""
    some = [pair for pair in pairs if all(uri in labels for uri in pair)][:OFFERED]
    if some:
        st.caption(t("compare.offers"))
    for pair in some:
        if st.button(escaped(" / ".join(labels[uri] for uri in pair)), key=f"offer-{'-'.join(pair)}"):
            remember_all(name, pair)
            st.rerun()


def offer_plans(pairs: Sequence[tuple[str, str]]) -> None:
    """Two plans a button, to stand under `upper` and `lower`."""
    titles = {str(row["plan"]): _titled(str(row["place_name"] or ""), str(row["title"])) for row in rows("plans")}
    if pairs:
        st.caption(t("compare.offers"))
    for upper, lower in pairs[:OFFERED]:
        if st.button(escaped(f"{titles[upper]} → {titles[lower]}"), key=f"offer-{upper}-{lower}"):
            remember(upper=upper, lower=lower)
            st.rerun()


def _titled(place: str, title: str) -> str:
    """A title with its place, where it does not name it."""
    return title if place in title else f"{place} {title}"
