"""原文 in rows and marks: what each fact of a plan says, what is in doubt about it, and what was repaired or is missing in the text.

Decisions
---------
* In doubt is a fact whose reading the reader doubted, whose sentence rests on a repair that is a guess, or whose sentence has a gap.
* A repair that only joined lines or dropped blanks is counted and not shown: a printed page has hundreds of them.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date

from qgraph.app.components.source_view import Heading, Mark, Note
from qgraph.app.figures import base, figure, money, payer
from qgraph.app.i18n import language, t, words
from qgraph.model import Gap, Repair, Source, Status
from qgraph.questions.passages import KINDS, Passage
from qgraph.questions.validity import validity
from qgraph.store import Row

SAYS = {  # kind of fact → the columns that say what it is
    "target": ("indicator_as_written", "figure", "from", "deadline", "scope"),
    "task": ("number", "title", "deadline"),
    "responsibility": ("resolved", "role", "role_as_written"),
    "membership": ("body_as_written", "role", "group_name", "person", "post"),
    "funding": ("payer", "payee", "sum", "purpose", "per_as_written", "condition", "top_up", "hoped"),
    "programme": ("name",),
}
REPAIR, GAP, DOUBT = "repair", "gap", "doubt"
NOTES = (REPAIR, GAP, DOUBT)  # what can be shown in the text
SURE = 0.9  # a repair less certain than that is a guess
BRIEF = 16  # characters of a note in the text
LONG = 80  # characters of what was replaced or dropped, and of a heading, in one line
FILED = (  # columns of the file beside those of the list
    "source.heading",
    "column.quote",
    "source.before",
    "source.cell",
    "source.first",
    "source.last",
    "source.status",
    "source.rule",
    "source.certainty",
)
Table = list[dict[str, object]]
Doubts = Mapping[str, Sequence[str]]


def head(plan: Row, on: date) -> dict[str, str]:
    """What a plan says of itself: the name of a line → its value, without what it does not say."""
    period = "–".join(dict.fromkeys(str(year) for year in (plan["period_start"], plan["period_end"]) if year))
    lines = {
        t("column.doc_number"): plan["doc_number"],
        t("source.issuer"): plan["issuer"],
        t("column.place"): plan["place_name"],
        t("column.issued"): plan["issued_on"],
        t("column.period"): period,
        t("column.nature"): t(f"nature.{plan['nature']}"),
        t("column.publicity"): t(f"publicity.{plan['publicity']}") if plan["publicity"] else None,
        t("source.until"): plan["effective_until"],
        t("source.force_today"): t("source.repealed") if plan["repealed"] else t(f"force.{validity(plan, on)}"),
        t("source.file"): plan["file"],
    }
    return {label: str(value) for label, value in lines.items() if value}


def says(passage: Passage) -> str:
    """What a fact says, in one line."""
    row = dict(passage.row)
    if passage.kind == "target":
        row |= {"figure": figure(row), "from": base(row)}
    if passage.kind == "task":
        row["deadline"] = row["deadline"] or row["deadline_as_written"]
    if passage.kind == "funding":
        row["top_up"] = t("funding.on_top_of", payer=payer(row["on_top_of"])) if row["on_top_of"] else ""
        row |= {"payer": payer(row["payer"]), "sum": money(row), "hoped": t("funding.sought") if row["sought"] else ""}
    if row.get("role"):
        row["role"] = t(f"role.{row['role']}")
    if row.get("scope"):
        row["scope"] = t(f"source.scope.{row['scope']}")
    return " · ".join(dict.fromkeys(str(row[name]) for name in SAYS[passage.kind] if row[name] not in (None, "")))


def doubts(facts: Iterable[Passage], source: Source) -> dict[str, list[str]]:
    """Fact → why it is in doubt; facts without a doubt are left out."""
    guessed = [repair for repair in source.repairs if repair.certainty < SURE]
    found: dict[str, list[str]] = {}
    for fact in facts:
        reasons = [t("source.doubt_reading", doubt=fact.row["doubt"])] if fact.row.get("doubt") else []
        reasons += [
            t("source.doubt_repair", before=seen(one.before), after=seen(one.after)) for one in guessed if _meets(one, fact.start, fact.end)
        ]
        reasons += [
            t("source.doubt_gap", kind=gap_name(gap), found=seen(gap.found)) for gap in source.gaps if _meets(gap, fact.start, fact.end)
        ]
        if reasons:
            found[fact.fact] = reasons
    return found


def kept(facts: Iterable[Passage], kinds: Collection[str], only: Collection[str] | None, at: str | None) -> list[Passage]:
    """The facts that filters leave (no kind: all; `only` those of them), and the one that is chosen."""
    return [one for one in facts if one.fact == at or ((not kinds or one.kind in kinds) and (only is None or one.fact in only))]


def counted(facts: Iterable[Passage]) -> dict[str, str]:
    """The kinds there are, with their names and how many of each."""
    counts = Counter(one.kind for one in facts)
    return {kind: t("source.counted", name=t(f"kind.{kind}"), count=counts[kind]) for kind, _ in KINDS.values() if counts[kind]}


def marks(facts: Iterable[Passage], doubted: Doubts) -> list[Mark]:
    """The facts for drawing, in the text and in the list."""
    kinds, join = _kinds(), t("list.join")
    return [
        Mark(one.fact, one.kind, one.reading_start, one.reading_end, kinds[one.kind], says(one), join.join(doubted.get(one.fact, ())))
        for one in facts
    ]


def notes(source: Source, facts: Iterable[Passage], doubted: Doubts, wanted: Collection[str]) -> list[Note]:
    """What is said in the text itself, of the wanted sorts."""
    found = []
    if REPAIR in wanted:
        for repair in telling(source.repairs):
            word = "source.note_repair" if repair.after else "source.note_dropped"
            found.append(_note(source, repair, t(word, before=_brief(repair.before)), repaired(repair)))
    if GAP in wanted:
        found += [
            _note(source, one, t("source.note_gap", kind=gap_name(one)), f"{gap_name(one)}: {seen(one.found)}") for one in source.gaps
        ]
    if DOUBT in wanted:
        found += [
            Note(DOUBT, t("source.note_doubt"), "\n".join(doubted[one.fact]), one.reading_start, one.reading_end)
            for one in facts
            if one.fact in doubted
        ]
    return found


def outline(clauses: Iterable[Row]) -> list[Heading]:
    """The headings in the order of the text."""
    rows = sorted(clauses, key=lambda row: int(str(row["position"])))
    return [
        Heading(
            int(str(row["position"])), int(str(row["level"])), " ".join(filter(None, (str(row["number"] or ""), str(row["title"] or ""))))
        )
        for row in rows
    ]


def above(headings: Sequence[Heading], fact: Passage) -> str:
    """The heading a fact stands below, or in."""
    below = bisect_right(headings, fact.reading_end, key=lambda heading: heading.position)
    return headings[below - 1].label if below else ""


def table(facts: Iterable[Passage], doubted: Doubts) -> Table:
    """A row a fact, to choose from; without a column of doubts where there are none."""
    kinds, join = _kinds(), t("list.join")
    kind, doubt, said = (t(column) for column in ("column.kind", "source.doubt", "source.says"))
    return [{kind: kinds[one.kind], **({doubt: join.join(doubted.get(one.fact, ()))} if doubted else {}), said: says(one)} for one in facts]


def sheet(
    facts: Sequence[Passage], doubted: Doubts, source: Source, headings: Sequence[Heading], certainties: Mapping[str, float]
) -> Table:
    """A row a fact for a file, with all that its inspector says."""
    columns, statuses = [t(column) for column in FILED], {status: t(f"source.status.{status}") for status in Status}
    return [
        row
        | dict(
            zip(
                columns,
                (
                    above(headings, one),
                    one.quote,
                    one.found if differs(one) else "",
                    cell(source, one),
                    one.start,
                    one.end,
                    statuses[Status(str(one.row["status"]))],
                    one.row["rule"],
                    certainties.get(str(one.row["rule"])),
                ),
                strict=True,
            )
        )
        for one, row in zip(facts, table(facts, doubted), strict=True)
    ]


def cell(source: Source, fact: Passage) -> str:
    """Where in a table a fact stands, empty where it stands in none."""
    at = source.cell_at(fact.start)
    return t("evidence.cell", sheet=at.sheet or "", table=at.table, row=at.row, column=at.column).strip() if at else ""


def differs(fact: Passage) -> bool:
    """Whether the sentence as found is another one; where a line ended is not worth a word."""
    return "".join(fact.found.split()) != "".join(fact.quote.split())


def telling(repairs: Iterable[Repair]) -> list[Repair]:
    """The repairs that changed more than blanks and ends of lines."""
    return [one for one in repairs if "".join(one.before.split()) != "".join(one.after.split())]


def repairs(source: Source) -> Table:
    """A row a repair worth telling."""
    return [
        {
            t("source.before"): seen(one.before),
            t("source.after"): seen(one.after) or t("source.dropped"),
            t("source.why"): repair_name(one),
            t("source.certainty"): one.certainty,
        }
        for one in telling(source.repairs)
    ]


def gaps(source: Source) -> Table:
    """A row a gap, with the words before it."""
    return [
        {
            t("column.kind"): gap_name(gap),
            t("source.gap_found"): seen(gap.found),
            t("source.gap_before"): source.found[max(gap.start - LONG // 4, 0) : gap.start].replace("\n", " "),
        }
        for gap in source.gaps
    ]


def repaired(repair: Repair) -> str:
    """A repair in one line."""
    word = "source.was" if repair.after else "source.was_dropped"
    return t(word, before=seen(repair.before), after=seen(repair.after), why=repair_name(repair))


def repair_name(repair: Repair) -> str:
    """What a repair is for; a rule without a name of its own goes by its id."""
    return words(language()).get(f"source.{repair.rule}", repair.rule)


def gap_name(gap: Gap) -> str:
    return words(language()).get(f"source.gap.{gap.kind}", gap.kind)


def seen(text: str) -> str:
    """A stretch of the text as found in one line, shortened."""
    line = " ".join(text.split())
    return line if len(line) <= LONG else f"{line[: LONG - 1]}…"


def reading_span(source: Source, start: int, end: int) -> tuple[int, int]:
    """Where a stretch of the text as found is read; the two are equal where it was dropped."""
    first = bisect_right(source.ends, start)
    return first, max(first, bisect_left(source.starts, end))


def _kinds() -> dict[str, str]:
    """The names of the kinds; asked for once, for a plan may have thousands of facts."""
    return {kind: t(f"kind.{kind}") for kind, _ in KINDS.values()}


def _note(source: Source, about: Repair | Gap, short: str, label: str) -> Note:
    return Note(REPAIR if isinstance(about, Repair) else GAP, short, label, *reading_span(source, about.start, about.end))


def _meets(about: Repair | Gap, start: int, end: int) -> bool:
    return about.start < end and start < about.end


def _brief(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= BRIEF else f"{line[:BRIEF]}…"
