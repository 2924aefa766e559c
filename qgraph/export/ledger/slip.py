"""The slip (督办单): what a body is late with, as a letter that asks for an answer; one page or more a body, in one Word file."""

from __future__ import annotations

import io
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from docx import Document
from docx.enum.text import WD_BREAK
from docx.shared import Mm

from qgraph.export.ledger.columns import light, word
from qgraph.export.ledger.word import BODY, HEAD, MARGIN, TITLE, repeated, widen, write
from qgraph.questions.ledger import Answer, Light, Line

LATE = (Light.OVERDUE, Light.BEHIND)
DAYS = 5  # until an answer is asked for
WIDTHS = (12, 78, 30, 24, 36)  # millimetres: number, measure, deadline, where it stands, source
LEADING = ("lead", "responsible")  # who is written to; where nobody leads, whoever has a part


def late(lines: Iterable[Line]) -> dict[str, list[Line]]:
    """What is overdue or behind, by the body that answers for it, as the plan or a proposal names it."""
    found: dict[str, list[Line]] = {}
    for line in lines:
        if line.lit.light in LATE:
            leading = [name for role, some in line.bodies.items() if role in LEADING for name in some]
            leading += [one.body for one in line.proposed if one.role in LEADING]
            for name in dict.fromkeys(leading or line.named()):
                found.setdefault(name, []).append(line)
    return found


def slips(answer: Answer, language: str = "zh") -> bytes:
    """The file; one page that says so where nothing is late."""
    made = Document()
    section = made.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = MARGIN
    found = late(answer.lines)
    if not found:
        write(made.add_paragraph(), word("slip_none", language, day=answer.on.isoformat()), BODY)
    for number, (name, lines) in enumerate(found.items()):
        if number:
            made.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
        _slip(made, name, lines, answer.on, language)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def _slip(made: Any, name: str, lines: list[Line], on: date, language: str) -> None:
    write(made.add_paragraph(), word("slip_title", language), TITLE, centred=True)
    write(made.add_paragraph(), word("slip_to", language, name=name), BODY)
    overdue = sum(line.lit.light is Light.OVERDUE for line in lines)
    write(made.add_paragraph(), word("slip_body", language, day=on.isoformat(), count=len(lines), overdue=overdue), BODY)
    table = made.add_table(rows=1, cols=len(WIDTHS))
    table.style = "Table Grid"
    table.autofit = False
    heads = ("slip_number", "slip_measure", "slip_deadline", "slip_state", "slip_source")
    for cell, key in zip(table.rows[0].cells, heads, strict=True):
        write(cell.paragraphs[0], word(key, language), HEAD, centred=True)
    repeated(table.rows[0])
    for number, line in enumerate(lines, 1):
        reason = line.lit.reason
        why = (reason.en if language == "en" else str(reason)) if reason else ""
        source = line.doc_number or line.plan_title
        values = (str(number), line.measure, line.deadline or "", f"{light(line, language)}{word('slip_why', language, why=why)}", source)
        for cell, value in zip(table.add_row().cells, values, strict=True):
            write(cell.paragraphs[0], value, BODY)
    widen(table, WIDTHS)
    write(made.add_paragraph(), word("slip_until", language, day=(on + timedelta(days=DAYS)).isoformat()), BODY)
    write(made.add_paragraph(), word("slip_signed", language, day=on.isoformat()), BODY)
