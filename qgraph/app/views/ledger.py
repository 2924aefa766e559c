"""What the page of the ledger shows: the columns of the file that the plan itself fills."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from qgraph.app.i18n import language, said, t
from qgraph.app.links import address
from qgraph.export.ledger.columns import cells, columns
from qgraph.export.ledger.columns import closed as strictest
from qgraph.questions.ledger import Answer, Light, Line, Origin
from qgraph.returns import Returned, sheet
from qgraph.returns.sheet import Problem, Row


def table(lines: Sequence[Line], language: str) -> list[dict[str, object]]:
    """A row a measure, with where it stands and the way to its sentence; columns in which nothing stands are left out."""
    filled = [cells(line, number, language) for number, line in enumerate(lines, 1)]
    shown = [column for column in columns() if any(values.get(column.key) for values in filled)]
    return [
        {
            t("ledger.light"): [t(f"ledger.light.{line.lit.light}")],
            **{column.head(language): values.get(column.key) for column in shown if column.key != "status"},
            t("ledger.why"): said(line.lit.reason or ""),
            t("ledger.open"): address("source", doc=line.plan, at=line.id),
        }
        for line, values in zip(lines, filled, strict=True)
    ]


def lit(lines: Sequence[Line]) -> dict[str, str]:
    """Where rows stand, with how many of each."""
    counts = Counter(line.lit.light for line in lines)
    return {light.value: t("ledger.lit", word=t(f"ledger.light.{light}"), count=counts[light]) for light in Light if counts[light]}


def by_body(answer: Answer) -> list[dict[str, object]]:
    """How each body stands, those with most that is late first."""
    rows = [{t("ledger.by"): name, **_lights(some)} for name, some in answer.by_body().items()]
    return sorted(rows, key=lambda row: (-_late(row), str(row[t("ledger.by")])))


def by_month(lines: Sequence[Line]) -> list[dict[str, object]]:
    """What falls due when, month by month."""
    found: dict[str, list[Line]] = {}
    for line in lines:
        found.setdefault(line.lit.due.strftime("%Y-%m") if line.lit.due else "", []).append(line)
    return [
        {t("ledger.due"): month or t("ledger.undated"), **_lights(found[month])} for month in sorted(found, key=lambda month: month or "9")
    ]


def closed(lines: Sequence[Line]) -> str | None:
    """Whether some of the plans are not for everybody."""
    kind = strictest(lines)
    return t("ledger.closed", publicity=t(f"publicity.{kind}")) if kind else None


def differences(found: Returned) -> list[dict[str, object]]:
    """A row a change."""
    heads = {column.key: column.head(language()) for column in columns()}
    return [
        {
            t("ledger.office"): one.office,
            t("ledger.measure"): one.line.measure,
            t("ledger.column"): heads[column],
            t("ledger.before"): before,
            t("ledger.written"): written,
            t("ledger.how"): t(f"ledger.how.{one.how}"),
            t("ledger.where"): where(one.row),
        }
        for one in found.differences
        for column, (before, written) in one.changes.items()
    ]


def conflicts(found: Returned) -> list[dict[str, object]]:
    """What two rows say differently."""
    heads = {column.key: column.head(language()) for column in columns()}
    return [
        {
            t("ledger.office"): one.office,
            t("ledger.measure"): one.line.measure,
            t("ledger.column"): heads[one.column],
            t("ledger.written"): t("list.join").join(t("ledger.said_at", said=written, where=where(row)) for row, written in one.said),
        }
        for one in found.conflicts
    ]


def problems(found: Returned) -> list[dict[str, object]]:
    """What is not taken and why."""
    return [{t("ledger.where"): where(one), t("column.reason"): said(one.what)} for one in found.problems]


def where(one: Row | Problem) -> str:
    """File, sheet and row."""
    return sheet.where(one, " · ")


def _lights(lines: Sequence[Line]) -> dict[str, object]:
    counts = Counter(line.lit.light for line in lines)
    return {t("ledger.all"): len(lines), **{t(f"ledger.light.{light}"): counts[light] for light in Light}}


def _late(row: dict[str, object]) -> int:
    return int(str(row[t("ledger.light.overdue")])) * 1000 + int(str(row[t("ledger.light.behind")]))


def owned(lines: Sequence[Line]) -> dict[str, str]:
    """Where the owners come from, with how many rows of each."""
    counts = {origin: sum(line.origin is origin for line in lines) for origin in Origin}
    return {origin.value: t(f"ledger.{origin}", count=count) for origin, count in counts.items() if count}


def counted(lines: Sequence[Line]) -> str:
    """How many rows, and what they lack."""
    none = sum(line.origin is Origin.NONE for line in lines)
    return t("ledger.counted", count=len(lines), none=none, undated=sum(line.deadline is None for line in lines))
