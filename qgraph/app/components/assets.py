"""How our components come to be: inline script and style from files of this package, registered once a process."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import streamlit as st


@cache
def component(name: str, html: str) -> Any:
    """The mounting command of the component whose files are `<name>.js` and `<name>.css`."""
    here = files("qgraph.app.components")
    css, js = (here.joinpath(f"{name}.{kind}").read_text(encoding="utf-8") for kind in ("css", "js"))
    return st.components.v2.component(f"qgraph_{name}", html=html, css=css, js=js)
