"""What holds for a page as a whole, beyond what the theme can say: its language, and where it begins."""

from __future__ import annotations

from qgraph.app.components.assets import component

TAGS = {"zh": "zh-CN", "en": "en"}  # BCP 47


def page(language: str) -> None:
    """Tell the browser."""
    component("page", "<span hidden></span>", isolated=False)(data={"language": TAGS[language]}, key="page", height="content")
