"""The app's entry: page settings, language, data in the sidebar, the menu."""

from __future__ import annotations

from base64 import b64encode
from pathlib import Path

import streamlit as st

from qgraph.app.components.page import page as page_settings
from qgraph.app.i18n import language, settle, t
from qgraph.app.links import PAGES, SCREENS, say
from qgraph.app.pickers import choose_language
from qgraph.app.session import begin, sidebar

# As data: a file would be taken away between two runs, when a browser may just be asking for it.
ICON = "data:image/png;base64," + b64encode((Path(__file__).with_name("assets") / "icon.png").read_bytes()).decode()

SIDEBAR = 240  # pixels: its longest word fits


def main() -> None:
    """Run one page. An explicit icon keeps Streamlit from fetching one from outside."""
    settle()
    st.set_page_config(page_title="qgraph", page_icon=ICON, layout="wide", initial_sidebar_state=SIDEBAR)
    pages = [
        st.Page(SCREENS / file, title=t(f"page.{name}"), icon=icon, url_path=path or None, default=not path)
        for name, (file, path, icon) in PAGES.items()
    ]
    page = st.navigation(pages)
    with st.sidebar:
        choose_language()
        begin()
        sidebar()
        page_settings(language())
    say(lang=language())
    page.run()


if __name__ == "__main__":
    main()
