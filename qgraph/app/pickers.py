"""Pickers whose choice is in the address: a link to the page opens with it, and what is chosen can be linked to.

Decisions
---------
* The address says ids, never labels: a link works in either language.
* A widget keeps its key for as long as its words are the same, and is set from the address only where that changed from outside (a link,
  the browser's way back). A default that follows the address would make it another widget after the first choice, and the second one
  would be lost.
* A list of thousands takes the browser longer to read than all the rest of the page: it shows some, and a field beside it finds others.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import islice
from typing import TypeVar

import streamlit as st

from qgraph.app.i18n import LANGUAGES, language, t
from qgraph.app.links import parameter, parameters, remember, remember_all

T = TypeVar("T")
MANY = 1500  # options of one list


def choose_language() -> None:
    """The switch of the language, which the address follows before the run: the page is drawn once."""
    key, at_first = _follow("lang", list(LANGUAGES.values()), language())

    def chosen() -> None:
        _said(key, st.session_state[key])
        remember(lang=st.session_state[key])

    st.segmented_control(
        "语言 / Language",
        list(LANGUAGES),
        format_func=LANGUAGES.__getitem__,
        default=at_first,
        required=True,
        key=key,
        on_change=chosen,
        label_visibility="collapsed",
    )
    _said(key, language())


def pick(name: str, labels: Mapping[str, str], label: str, placeholder: str, words: str | None = None) -> str | None:
    """Choose one of `labels` (URI → words) under the query parameter `name`; what the address asks for that is none of them is ignored.
    Where there are many, `words` find those that are shown (None: in a field of its own)."""
    asked = parameter(name)
    labels, called = fewer(name, labels, label, [asked], words)
    key, at_first = _follow(name, list(labels.values()), asked if asked in labels else None)
    chosen = st.selectbox(
        called,
        list(labels),
        index=_position(at_first, list(labels)),
        format_func=labels.__getitem__,
        placeholder=t(placeholder),
        filter_mode="contains",
        key=key,
    )
    _said(key, chosen)
    remember(**{name: chosen})
    return chosen


def pick_some(name: str, labels: Mapping[str, str], label: str, placeholder: str, most: int | None = None) -> list[str]:
    """Choose several of `labels` (id → words) under a query parameter that stands once for each, at most `most`."""
    labels, called = fewer(name, labels, label, parameters(name))
    key, at_first = _follow(name, list(labels.values()), list(dict.fromkeys(one for one in parameters(name) if one in labels))[:most])
    chosen: list[str] = st.multiselect(
        called,
        list(labels),
        at_first,
        format_func=labels.__getitem__,
        placeholder=t(placeholder),
        max_selections=most,
        filter_mode="contains",
        key=key,
    )
    _said(key, list(chosen))
    remember_all(name, chosen)
    return chosen


def switch(name: str, options: Sequence[str], label: str, said: Callable[[str], str], default: str | None = None) -> str:
    """One of a few options, side by side; the default (None: the first) is meant where the address says nothing, and is left out of it."""
    asked, meant = parameter(name), default or options[0]
    key, at_first = _follow(name, [said(one) for one in options], asked if asked in options else meant)
    kept = st.segmented_control(t(label), options, format_func=said, default=at_first, required=True, key=key) or meant
    _said(key, kept)
    remember(**{name: None if kept == meant else kept})
    return kept


def narrow(name: str, labels: Mapping[str, str], label: str) -> str | None:
    """A filter: one of `labels` (id → words), or all, which the address leaves out."""
    asked = parameter(name)
    labels, called = fewer(name, labels, label, [asked])
    key, at_first = _follow(name, [t("filter.all"), *labels.values()], asked if asked in labels else "")
    chosen: str = st.selectbox(
        called,
        ["", *labels],
        index=_position(at_first, ["", *labels]) or 0,
        format_func=lambda one: labels[one] if one else t("filter.all"),
        filter_mode="contains",
        key=key,
    )
    _said(key, chosen)
    remember(**{name: chosen or None})
    return chosen or None


def words_of(name: str, label: str, placeholder: str) -> str:
    """Words to search for, without blanks around them, in a field called `label`."""
    asked = (parameter(name) or "").strip()
    key, at_first = _follow(name, [label], asked)
    typed = st.text_input(label, at_first or "", placeholder=placeholder, type="search", key=key) or ""
    words = typed.strip()
    _said(key, words)
    remember(**{name: words or None})
    return words


def leaf(name: str, last: int) -> int:
    """The page of a long list, from 1 to `last`; the first is left out of the address."""
    asked = parameter(name)
    if last == 1:
        remember(**{name: None})
        return 1
    pages = {str(number): number for number in range(1, last + 1)}
    of = f"{name}-{last}"
    if st.session_state.setdefault(_asked(of), asked) != asked:  # st.pagination cannot be set: another one begins where the address says
        st.session_state[f"{of}-turn"] = st.session_state.get(f"{of}-turn", 0) + 1
    kept: int = st.pagination(last, default=pages.get(asked or "", 1), key=f"{of}-{st.session_state.get(f'{of}-turn', 0)}")
    remember(**{name: None if kept == 1 else str(kept)})
    _said(of, parameter(name))
    return kept


def fewer(
    name: str, labels: Mapping[str, str], label: str, chosen: Sequence[str | None], words: str | None = None
) -> tuple[Mapping[str, str], str]:
    """Those of many labels that hold all words, in their order, with what is chosen; and the list's name, with how many it shows."""
    called = t(label)
    if len(labels) <= MANY:
        return labels, called
    if words is None:
        field = t("picker.find", label=called, count=len(labels))
        words = st.text_input(field, placeholder=t("picker.how"), type="search", key=f"{name}-find") or ""
    parts = words.casefold().split()
    found = {one: said for one, said in labels.items() if all(part in said.casefold() for part in parts)}
    shown = dict(islice(found.items(), MANY))
    # What was chosen stays in the list when another is: without it the list would be another widget, and the next choice lost.
    kept: dict[str, None] = st.session_state.setdefault(f"{name}-kept", {})
    kept |= dict.fromkeys(one for one in chosen if one is not None and one not in shown)
    return shown | {one: labels[one] for one in kept if one in labels}, t("picker.shown", label=called, shown=len(shown), count=len(found))


def _follow(name: str, words: Sequence[str], asked: T) -> tuple[str, T | None]:
    """The key of a picker, whose state is what the address asks for unless somebody chose otherwise since it was last set; and its default.
    The default is what is chosen: a widget the browser draws anew begins with it, and would say that nothing is. It is None where the state
    was set in this run, for Streamlit takes only one of them."""
    key = f"{name}-{hash(tuple(words)):x}"
    if key in st.session_state and st.session_state.get(_asked(key)) != asked:
        st.session_state[key] = asked
        return key, None
    return key, st.session_state.get(key, asked)


def _position(one: str | None, options: Sequence[str]) -> int | None:
    return options.index(one) if one in options else None


def _said(key: str, chosen: object) -> None:
    """Note what the address says from now on."""
    st.session_state[_asked(key)] = chosen


def _asked(key: str) -> str:
    return f"{key}-asked"
