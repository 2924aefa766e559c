"""How our components come to be: inline script and style from files of this package, registered once a process."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import streamlit as st


@cache
def component(name: str, html: str, *shared: str, isolated: bool = True) -> Any:
    """The mounting command of the component whose files are `<name>.js` and `<name>.css`; `shared`: scripts put in front of its own, for
    inline scripts cannot import; `isolated`: whether its style holds for it alone."""
    here = files("qgraph.app.components")
    css = here.joinpath(f"{name}.css").read_text(encoding="utf-8")
    js = "\n".join(here.joinpath(f"{one}.js").read_text(encoding="utf-8") for one in (*shared, name))
    return st.components.v2.component(f"qgraph_{name}", html=html, css=css, js=js, isolate_styles=isolated)
