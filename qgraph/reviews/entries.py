"""An entry: one decision of one person about one fact, as it stands in the log on one line."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any

from qgraph.rdf import identity
from qgraph.reviews.words import wrong

LONGEST = 4_000  # characters of one value
VALUES = 40  # of one entry
NO_TEXT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")  # no file that is handed out may hold them
MOMENT = timedelta(microseconds=1)
Value = str | int | bool | list[str] | None


class Act(StrEnum):
    """What a person does. The first four are about the fact itself; the others stand beside it."""

    ACCEPT = "accept"
    CORRECT = "correct"
    REJECT = "reject"
    UNDO = "undo"  # of the entry that its values name
    PROPOSE = "propose"  # an owner of a measure that the plan does not name
    REPORT = "report"  # how far a measure has come
    YEARLY = "yearly"  # what a target is to reach in one year


class Matter(StrEnum):
    """What several entries about one thing may disagree on: entries of different matters never touch each other."""

    FACT = "fact"
    OWNERS = "owners"
    PROGRESS = "progress"
    YEARS = "years"


MATTERS = {
    Act.ACCEPT: Matter.FACT,
    Act.CORRECT: Matter.FACT,
    Act.REJECT: Matter.FACT,
    Act.PROPOSE: Matter.OWNERS,
    Act.REPORT: Matter.PROGRESS,
    Act.YEARLY: Matter.YEARS,
}


@dataclass(frozen=True, slots=True)
class Entry:
    """`about`: the fact's URI behind the plan's ("task/0f3c…"), empty for the plan itself. `at`: UTC. `what`: the words of the fact when it
    was decided. `seen`: the id of the last entry of its matter that the person had before them."""

    act: Act
    about: str
    by: str
    at: str
    values: Mapping[str, Value] = field(default_factory=dict)
    reason: str | None = None
    what: str | None = None
    seen: str | None = None

    @property
    def id(self) -> str:
        """16 hex digits of everything it says: the same line twice is one entry."""
        return identity.digest(_canonical(self), length=16)

    @property
    def matter(self) -> Matter:
        """What it belongs to; an undo to the matter it names. Raises ValueError, KeyError where that is none."""
        return Matter(str(self.values["matter"])) if self.act is Act.UNDO else MATTERS[self.act]

    @property
    def order(self) -> tuple[str, str]:
        """By which entries are sorted: nothing else decides which is the later."""
        return self.at, self.id


def entry(act: Act, about: str, by: str, **more: Any) -> Entry:
    """An entry of this moment. Raises `ReviewError` where it says too much, or nobody decides."""
    made = Entry(act, about, by.strip(), _stamp(datetime.now(UTC)), **more)
    if not made.by:
        raise wrong("nobody")
    said = (one for value in made.values.values() for one in (value if isinstance(value, list) else [value]))
    texts = [made.by, made.reason or "", *map(str, said)]
    if len(made.values) > VALUES or any(len(text) > LONGEST for text in texts):
        raise wrong("too_much", values=VALUES, characters=LONGEST)
    if any(map(NO_TEXT.search, texts)):
        raise wrong("no_text")
    return made


def behind(made: Entry, before: Entry | None) -> Entry:
    """The entry of somebody who has another before them. It is the later of the two, whatever clocks say: logs of two machines meet, and a
    decision dated before the one it answers would be taken and change nothing."""
    if before is None:
        return made
    return replace(made, seen=before.id, at=max(made.at, _stamp(datetime.fromisoformat(before.at) + MOMENT)))


def line(made: Entry) -> str:
    """The entry as the log has it, without a line's end."""
    return json.dumps({"id": made.id, **_told(made)}, ensure_ascii=False)


def parse(text: str) -> Entry:
    """The entry of a line. Raises ValueError where it is none."""
    try:
        told = json.loads(text)
        made = Entry(
            Act(told["act"]),
            str(told["about"]),
            str(told["by"]),
            _stamp(_moment(told["at"])),
            _values(told.get("values", {})),
            *(None if (said := told.get(name)) is None else str(said) for name in ("reason", "what", "seen")),
        )
        if made.act is Act.UNDO and not (made.matter and made.values["entry"]):
            raise ValueError("it undoes nothing")
    except (KeyError, TypeError, AttributeError, OverflowError, RecursionError) as error:
        raise ValueError(f"no entry: {error}") from error
    if told.get("id") != made.id:
        raise ValueError("its id does not fit what it says")
    return made


def _moment(said: str) -> datetime:
    """A time of a log; without a zone it would be another on every machine. Raises ValueError, OverflowError where none could be later."""
    at = datetime.fromisoformat(said)
    if at.tzinfo is None:
        raise ValueError("its time has no zone")
    return at.astimezone(UTC) + MOMENT - MOMENT


def _stamp(at: datetime) -> str:
    return at.isoformat(timespec="microseconds")


def _values(told: Any) -> dict[str, Value]:
    if not isinstance(told, dict):
        raise TypeError("values are no table")
    for value in told.values():
        plain = value is None or isinstance(value, str | int | bool)
        if not plain and not (isinstance(value, list) and all(isinstance(one, str) for one in value)):
            raise TypeError(f"{value!r} is no value")
    return dict(told)


def _told(made: Entry) -> dict[str, Any]:
    """What an entry says; what it leaves out is left out."""
    told = {name: getattr(made, name) for name in ("at", "by", "act", "about", "what", "values", "reason", "seen")}
    return {name: value for name, value in told.items() if value not in (None, {})}


def _canonical(made: Entry) -> str:
    return json.dumps(_told(made), ensure_ascii=False, sort_keys=True)
