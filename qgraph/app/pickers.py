"""Pickers whose choice is in the address: a link to the page opens with it, and what is chosen can be linked to.

The address says ids, never labels: a link works in either language.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import streamlit as st

from qgraph.app.i18n import t
from qgraph.app.links import parameter, parameters, remember, remember_all


def pick(name: str, labels: Mapping[str, str], label: str, placeholder: str) -> str | None:
    """Choose one of `labels` (URI → words) under the query parameter `name`; what the address asks for that is none of them is ignored."""
    options = list(labels)
    asked = parameter(name)
    chosen = st.selectbox(
        t(label),
        options,
        index=options.index(asked) if asked is not None and asked in labels else None,
        format_func=labels.__getitem__,
        placeholder=t(placeholder),
        filter_mode="contains",
    )
    remember(**{name: chosen})
    return chosen


def pick_some(name: str, labels: Mapping[str, str], label: str, placeholder: str, most: int | None = None) -> list[str]:
    """Choose several of `labels` (id → words) under a query parameter that stands once for each, at most `most`."""
    asked = list(dict.fromkeys(one for one in parameters(name) if one in labels))[:most]
    chosen: list[str] = st.multiselect(
        t(label),
        list(labels),
        default=asked,
        format_func=labels.__getitem__,
        placeholder=t(placeholder),
        max_selections=most,
        filter_mode="contains",
    )
    remember_all(name, chosen)
    return chosen


def switch(name: str, options: Sequence[str], label: str, said: Callable[[str], str]) -> str:
    """One of a few options, side by side; the first is meant where the address says nothing, and is left out of it."""
    asked = parameter(name)
    chosen = st.segmented_control(t(label), options, format_func=said, default=asked if asked in options else options[0], required=True)
    kept = chosen or options[0]
    remember(**{name: None if kept == options[0] else kept})
    return kept


def narrow(name: str, labels: Mapping[str, str], label: str) -> str | None:
    """A filter: one of `labels` (id → words), or all, which the address leaves out."""
    asked = parameter(name)
    options = ["", *labels]
    chosen: str = st.selectbox(
        t(label),
        options,
        index=options.index(asked) if asked is not None and asked in labels else 0,
        format_func=lambda one: labels[one] if one else t("filter.all"),
        filter_mode="contains",
    )
    remember(**{name: chosen or None})
    return chosen or None
