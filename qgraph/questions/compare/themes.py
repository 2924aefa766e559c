"""Themes side by side: what each side wants done about a theme, how firmly, by when, by whom, with which money.

Decisions
---------
* A fact belongs to the themes of its words (title, sentence) and of the headings above it; each says which term told it.
* Its wording is that of the clause that names the theme; where only a heading does, that of its title. Said twice, the firmer counts.
* A task can be measured where it binds all and says by when; a target where it has a figure.
* The firmness of a cell is that of the firmest task, target or programme that names the theme itself; only where none does, of one under
  a heading that does.
* Sums of money stand side by side and are never added: most are for one item, or a ceiling.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from qgraph.model import Role, TargetKind
from qgraph.questions.compare import words
from qgraph.questions.compare.facts import Fact
from qgraph.questions.compare.facts import wording as of_target
from qgraph.questions.compare.indicators import level_json
from qgraph.questions.ladder import plain
from qgraph.questions.names import local, text
from qgraph.registries import body_types, themes, wordings
from qgraph.registries.lexicon import spelled
from qgraph.registries.themes import Theme
from qgraph.registries.wordings import Wording
from qgraph.told import joined

OWNERS = (Role.LEAD, Role.RESPONSIBLE)
WORDS, HEADING = "words", "heading"
SUMS = ("amount", "amount_high", "unit", "qualifier", "rate", "per", "payer", "payee", "condition", "on_top_of", "sought")


@dataclass(frozen=True, slots=True)
class Item:
    """A fact in the cell of a theme; `terms`: what told it, `told_by` its own words or a heading."""

    fact: Fact
    terms: tuple[str, ...]
    told_by: str
    wording: Wording | None

    @property
    def measurable(self) -> bool:
        """Whether anybody can tell afterwards if it was done."""
        rung = self.fact.rung
        if rung:
            return rung.value is not None or rung.kind is TargetKind.ZERO
        return self.deadline is not None and self.wording is not None and self.wording.level.measurable

    @property
    def deadline(self) -> str | None:
        rung = self.fact.rung
        return rung.deadline if rung else text(self.fact.row.get("deadline"))

    def leads(self) -> list[dict[str, Any]]:
        """Who leads, else who answers for it, with the type of body."""
        parts = self.fact.parts
        role = next((role for role in OWNERS if any(part["role"] == role for part in parts)), None)
        return [
            {"name": part["resolved"], "role": role, "type": kind.id if kind else None, "type_name": kind.name if kind else None}
            for part in parts
            if part["role"] == role
            for kind in [body_types.get(local(str(part["body"])) or "")]
        ]

    def money(self) -> str | None:
        """A line of funding in few words: 省级 每项 最高10万元."""
        row = self.fact.row
        if self.fact.kind != "funding":
            return None
        said = [text(row["payer_as_written"]) or "", words.money("sought") if row["sought"] is True else ""]
        said.append(text(row["per_as_written"]) or words.money(str(row["per"] or "")))
        amount, high = row["amount"], row["amount_high"]
        if amount is not None:
            mark, upto = words.money(str(row["qualifier"] or "")), f"～{_plain(high)}" if high is not None else ""
            said.append(joined((mark, f"{_plain(amount)}{upto}{row['unit'] or ''}"), "", ""))
        if row["rate"] is not None:
            said.append(f"{_plain(row['rate'])}%")
        return joined((part for part in said if part), " ", " ") if any(said) else str(row["kind"])

    def to_json(self) -> dict[str, Any]:
        """The item as it stands in the answer."""
        row, rung = self.fact.row, self.fact.rung
        about = {
            "kind": self.fact.kind,
            "fact": self.fact.uri,
            "number": row.get("number"),
            "title": row.get("title") or row.get("name") or row.get("indicator_as_written") or row.get("purpose"),
            "terms": self.terms,
            "told_by": self.told_by,
            "firmness": level_json(self.wording),
            "measurable": self.measurable,
            "deadline": self.deadline,
            "deadline_as_written": row.get("deadline_as_written"),
            "figure": rung.figure() if rung else None,
            "leads": self.leads(),
            "money": {"told": self.money(), **{key: row[key] for key in SUMS}} if self.fact.kind == "funding" else None,
        }
        return about | self.fact.evidence()


@dataclass(frozen=True, slots=True)
class ThemeRow:
    """A theme with one cell a side."""

    theme: Theme
    cells: tuple[tuple[Item, ...], ...]

    def firmness(self) -> list[Wording | None]:
        """The firmest wording of each side."""
        return [_firmest([item for item in cell if item.fact.kind != "funding"]) for cell in self.cells]

    def firmest(self) -> list[bool]:
        """Whether a side words it more firmly than another and less firmly than none."""
        ranks = [one.level.rank if one else None for one in self.firmness()]
        told = [rank for rank in ranks if rank is not None]
        return [rank is not None and rank == min(told) < max(told) for rank in ranks]

    def to_json(self) -> dict[str, Any]:
        """The row as it stands in the answer."""
        firmest = self.firmest()
        summaries = []
        for cell, wording, best in zip(self.cells, self.firmness(), firmest, strict=True):
            leads = [lead for item in cell for lead in item.leads()]
            summaries.append(
                {
                    "tasks": sum(item.fact.kind == "task" for item in cell),
                    "firmness": level_json(wording),
                    "firmest": best,
                    "measurable": any(item.measurable for item in cell),
                    "deadlines": sorted({item.deadline for item in cell if item.deadline}),
                    "lead_types": list(dict.fromkeys(lead["type_name"] or lead["name"] for lead in leads)),
                    "money": [told for item in cell if (told := item.money())],
                }
            )
        about = {"name": self.theme.name, "name_en": self.theme.name_en, "id": self.theme.id}
        return about | {"cells": [[item.to_json() for item in cell] for cell in self.cells], "summaries": summaries}


def theme_rows(said: list[list[Fact]], only: Theme | None = None) -> list[ThemeRow]:
    """The rows of what each side says, of all themes or of one; themes that more sides speak of come first, then as the table has them."""
    cells: dict[str, list[list[Item]]] = {}
    for side, facts in enumerate(said):
        for fact in facts:
            for theme_id, terms, told_by in _told(fact):
                if only is None or theme_id == only.id:
                    item = Item(fact, terms, told_by, _wording(fact, theme_id, told_by))
                    cells.setdefault(theme_id, [[] for _ in said])[side].append(item)
    rows = [ThemeRow(theme, tuple(map(tuple, cells[theme.id]))) for theme in themes.all() if theme.id in cells]
    return sorted(rows, key=lambda row: -sum(map(bool, row.cells)))


def _told(fact: Fact) -> list[tuple[str, tuple[str, ...], str]]:
    """The themes of a fact, with the terms that told them: those of its words, then those that only a heading says."""
    own: dict[str, dict[str, None]] = {}
    for found in themes.found(fact.words):
        own.setdefault(found.meaning, {})[found.word] = None
    above: dict[str, dict[str, None]] = {}
    for heading in fact.headings:
        for found in themes.found(heading):
            above.setdefault(found.meaning, {})[found.word] = None
    told = [(theme_id, tuple(terms), WORDS) for theme_id, terms in own.items()]
    return told + [(theme_id, tuple(terms), HEADING) for theme_id, terms in above.items() if theme_id not in own]


def _wording(fact: Fact, theme_id: str, told_by: str) -> Wording | None:
    if fact.rung:
        return of_target(fact)
    if told_by == HEADING:
        return wordings.read(spelled(text(fact.row.get("title")) or fact.words))
    said = spelled(fact.words)
    places = [(found.start, found.end) for found in themes.found(fact.words) if found.meaning == theme_id]
    if fact.kind == "programme":  # its name stands in the sentence
        at = spelled(str(fact.row["quote"])).find(said)
        said, places = spelled(str(fact.row["quote"])), [(at, at + len(said))] if at >= 0 else []
    some = [wordings.read(said, *place) for place in places]
    return min((one for one in some if one), key=lambda one: one.level.rank, default=None)


def _firmest(items: list[Item]) -> Wording | None:
    naming = [item.wording for item in items if item.wording and item.told_by == WORDS]
    found = naming or [item.wording for item in items if item.wording]
    return min(found, key=_firmness, default=None)


def _firmness(one: Wording) -> tuple[int, int, str]:
    """The rank of a wording; of two of one level, the word that its list has first."""
    words = one.level.words
    return one.level.rank, words.index(one.word) if one.word in words else len(words), one.word or ""


def _plain(value: object) -> str:
    return plain(Decimal(str(value)))
