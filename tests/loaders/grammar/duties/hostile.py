"""Plans around a hostile piece of text, what must hold of whatever is read from one, and how its time is measured.

Time is processor time. Twice the text may cost three times as much; a ratio that fails is measured again, for one may be an accident.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import loaders
from loaders.grammar.names import split
from qgraph.errors import SourceError
from qgraph.model import Plan, Responsibility
from tests.loaders.test_corpus import evidences
from tests.loaders.test_hostile import name

TIMES = 3.0  # what twice the text may cost
NOISE = 0.05  # seconds that are never counted
SLOWEST = 5.0  # seconds for the longer text, ten times what it takes on a machine of 2025
AGAINST_PROSE = 6.0  # what a text may cost for each second that prose of its length takes
TRIES = 3
LONGEST_NAME = 120  # characters; the longest list of addressees that is read as one name
SAMPLES = sorted((Path(__file__).parents[4] / "samples" / "plans").iterdir())

OPENING = "云川省东溪区质量提升工作方案\n一、总体要求\n坚持质量第一。\n二、重点任务\n"
CLOSING = "\n三、其他\n保障有力。\n" + "完善质量基础设施，提高质量水平。\n" * 12
PROSE = "加强质量管理，完善标准体系，提升产品质量。"
HEAD = "序号\t重点任务\t牵头单位\t完成时限\n"
Text = Callable[[int], str]


def measure(body: str) -> str:
    """A plan with `body` behind the title of a measure."""
    return f"{OPENING}（一）改造老旧管网。{body}{CLOSING}"


def roster(body: str) -> str:
    """A plan with `body` under the title of a leading group."""
    return f"{OPENING}（一）加强领导。\n区质量工作领导小组名单\n{body}{CLOSING}"


def row(*cells: str) -> str:
    """A plan with a table of tasks of one row."""
    return f"{OPENING}附件\n{HEAD}" + "\t".join(cells) + CLOSING


def units(count: int, end: str = "局") -> str:
    """A list of so many different bodies."""
    return "、".join(f"区{name(i)}{end}" for i in range(count))


def read(text: str, folder: Path, suffix: str = ".txt") -> Plan | None:
    """The plan of a text; None where it is refused by `SourceError`."""
    path = folder / f"plan{suffix}"
    path.write_text(text, encoding="utf-8", newline="")
    try:
        return loaders.read(path)
    except SourceError:
        return None


def answers(plan: Plan | None) -> list[Responsibility]:
    assert plan is not None, "the text is refused"
    return [answer for task in plan.tasks for answer in task.responsible]


def bodies(plan: Plan | None) -> list[str]:
    return [answer.body for answer in answers(plan)]


def named(plan: Plan) -> Iterator[str]:
    """Every name of a plan as it was read."""
    yield from bodies(plan)
    for held in plan.memberships:
        yield held.body
        yield held.of
        yield held.person or ""


def assert_sound(plan: Plan) -> None:
    """Evidence gives its quote back, names are verbatim text and none is longer than a name can be."""
    source = plan.source
    for kind, e in evidences(plan):
        assert source.reading[e.reading_start : e.reading_end] == e.quote != "", kind
        assert source.found[e.start : e.end] == e.found != "", kind
    for answer in answers(plan):
        assert "".join(answer.body.split()) in "".join(answer.evidence.quote.split())  # a line end in a cell is the printer's
        assert answer.resolved.endswith(answer.body) or answer.resolved.startswith(answer.body)  # a level before, an organ behind
    assert all(held.body in source.reading for held in plan.memberships)
    longest = max([*named(plan), *(one.name for one in plan.bodies)], key=len, default="")
    assert len(longest) <= LONGEST_NAME, f"a name of {len(longest)} characters"


def seconds(do: Callable[[], object]) -> float:
    """Processor time; lists that were split before are split anew."""
    split._split.cache_clear()
    split.is_open.cache_clear()
    began = time.process_time()
    do()
    return time.process_time() - began


def assert_grows(do: Callable[[int], object], size: int) -> None:
    """Twice the size costs at most `TIMES` as much, and never more than `SLOWEST`."""
    for _ in range(TRIES):
        short, long = seconds(lambda: do(size)), seconds(lambda: do(2 * size))
        if long <= TIMES * short + NOISE:
            break
    assert long <= TIMES * short + NOISE, f"{long:.2f} s for twice the text that takes {short:.2f} s"
    assert long < SLOWEST
