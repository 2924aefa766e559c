"""Pickers of thousands: some are shown, words find the others, what the address asks for is always there."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest

from qgraph.app.i18n import words
from qgraph.app.pickers import MANY

ZH = words("zh")
LAST = f"u{MANY * 2 - 1}"


def script(many: int) -> None:
    import streamlit as st

    from qgraph.app.pickers import pick, pick_some

    labels = {f"u{number}": f"计划 {number:04d} 市" for number in range(many)}
    st.text(str(pick("one", labels, "source.plan", "source.choose")))
    st.text(",".join(pick_some("some", labels, "compare.sides", "compare.choose")))


def opened(many: int, **asked: str) -> AppTest:
    app = AppTest.from_function(script, args=(many,))
    for name, value in asked.items():
        app.query_params[name] = value
    return app.run()


def test_a_short_list_is_shown_whole() -> None:
    app = opened(MANY)
    assert len(app.selectbox[0].options) == MANY
    assert not app.text_input


def test_a_long_list_shows_some_says_how_many_there_are_and_finds_the_others() -> None:
    app = opened(MANY * 2)
    assert len(app.selectbox[0].options) == MANY
    assert app.selectbox[0].label == ZH["picker.shown"].format(label=ZH["source.plan"], shown=MANY, count=MANY * 2)
    app.text_input[0].set_value(f"计划 {MANY * 2 - 1:04d}").run()
    assert app.selectbox[0].options == [f"计划 {MANY * 2 - 1:04d} 市"]
    app.selectbox[0].set_value(LAST).run()
    assert app.text[0].value == LAST
    assert app.query_params["one"] == LAST


def test_what_was_chosen_stays_when_other_words_are_typed_and_another_can_be_chosen() -> None:
    app = opened(MANY * 2, one=LAST, some=LAST)
    assert (app.text[0].value, app.text[1].value) == (LAST, LAST)
    app.text_input[0].set_value("没有").run()
    assert app.text[0].value == LAST
    app.text_input[0].set_value("").run()
    app.selectbox[0].set_value("u3").run()
    assert app.text[0].value == "u3"
    app.selectbox[0].set_value("u4").run()
    assert app.text[0].value == "u4"
    assert len(app.selectbox[0].options) == MANY + 1, "what was chosen before is still there"
    app.multiselect[0].set_value([LAST, "u5"]).run()
    assert app.text[1].value == f"{LAST},u5"


def test_an_unknown_choice_in_the_address_is_none() -> None:
    app = opened(MANY * 2, one="u99999999")
    assert app.text[0].value == "None"
