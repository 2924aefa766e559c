"""The app's entry: page settings, language, data in the sidebar, the menu."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from qgraph.app.i18n import choose_language, language, settle, t
from qgraph.app.links import PAGES, SCREENS
from qgraph.app.session import begin, sidebar

ICON = Path(__file__).with_name("assets") / "icon.png"


def main() -> None:
    """Run one page. An explicit icon keeps Streamlit from fetching one from outside."""
    settle()
    st.set_page_config(page_title="qgraph", page_icon=str(ICON), layout="wide")
    pages = [
        st.Page(SCREENS / file, title=t(f"page.{name}"), icon=icon, url_path=path or None, default=not path)
        for name, (file, path, icon) in PAGES.items()
    ]
    page = st.navigation(pages)
    with st.sidebar:
        choose_language()
        begin()
        sidebar()
    if st.query_params.get("lang") != language():
        st.query_params["lang"] = language()
    page.run()


if __name__ == "__main__":
    main()
