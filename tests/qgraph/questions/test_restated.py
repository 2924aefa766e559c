"""A plan whose task table restates its measures: a duty is owed once, and what the table alone says is owed too."""

from __future__ import annotations

import pytest

from qgraph import ingest
from qgraph.questions.who import Answer, who
from qgraph.store import open_store
from tests.qgraph.rdf.test_measures import TEXT


@pytest.fixture(scope="module")
def answer(tmp_path_factory: pytest.TempPathFactory) -> Answer:
    folder = tmp_path_factory.mktemp("restated")
    (folder / "方案.txt").write_text(TEXT, encoding="utf-8")
    ingest.load(folder / "store", [folder / "方案.txt"], workers=1)
    return who(open_store(folder / "store"), "市市场监管局", place="沁原市")


def test_a_duty_that_text_and_table_say_is_owed_once(answer: Answer) -> None:
    assert [(duty.number, duty.task, duty.role) for duty in answer.obligations] == [
        ("(一)", "推行首席质量官制度", "lead"),
        ("4", "强化标准引领", "lead"),
    ]


def test_words_of_a_deadline_without_a_date_are_kept(answer: Answer) -> None:
    table_only = answer.obligations[1]
    assert (table_only.deadline, table_only.deadline_as_written, table_only.restates) == (None, "长期坚持", None)
