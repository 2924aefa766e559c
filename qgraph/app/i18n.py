"""Words of the screen: Chinese first, English switchable, one JSON file a page with both languages side by side."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from functools import cache
from importlib.resources import files
from typing import TypeVar

import streamlit as st

from qgraph.told import english

T = TypeVar("T")
_RUN = threading.local()  # a run is a thread; asking Streamlit for each of a thousand words takes longer than the page
LANGUAGES = {"zh": "中文", "en": "English"}


@cache
def words(language: str) -> dict[str, str]:
    """All words of a language, by key: those of every file."""
    here = sorted((file for file in files("qgraph.app.words").iterdir() if file.name.endswith(".json")), key=lambda file: file.name)
    both: dict[str, dict[str, str]] = {}
    for file in here:
        both |= json.loads(file.read_text(encoding="utf-8"))
    return {key: said[language] for key, said in both.items()}


def settle() -> None:
    """Find out the language of this run, once."""
    _RUN.language = _asked()


def language() -> str:
    """The language of this run."""
    found: str | None = getattr(_RUN, "language", None)
    return found or _asked()


def in_this_language(make: Callable[[], T]) -> Callable[[], T]:
    """The function, for a thread that is no run (a file is made when somebody asks for it), in the language of this one."""
    spoken = language()

    def made() -> T:
        _RUN.language = spoken
        return make()

    return made


def _asked() -> str:
    """What the address says, else what this session chose before, else Chinese."""
    asked = st.query_params.get("lang")
    if asked in LANGUAGES:
        st.session_state["lang"] = asked
    chosen: str = st.session_state.get("lang", "zh")
    return chosen


def t(key: str, **values: object) -> str:
    """The word for `key` with its placeholders filled. Raises KeyError for a key that is in no file."""
    return words(language())[key].format(**values)


def word(key: str, otherwise: str) -> str:
    """The word for `key`, for a value that may be none of the words."""
    return words(language()).get(key, otherwise)


def said(sentence: str) -> str:
    """A sentence of an answer in the language of the screen; one that knows no English (a name, a quote) is as it is."""
    return english(sentence) if language() == "en" else sentence
