"""A picker whose choice is in the address: a link to the page opens with it, and what is chosen can be linked to."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from qgraph.app.i18n import t
from qgraph.app.links import parameter, remember


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
