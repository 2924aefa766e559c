"""What the page of the audit draws: a worklist out of findings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from qgraph.app.i18n import language, said, t
from qgraph.questions.audit import KINDS, Finding, Severity, words_of
from qgraph.questions.names import Spot, above
from qgraph.questions.validity import Validity

MANY = 200  # plans of which all are audited only when somebody asks for it
BLANK = ("audit.opinion", "audit.person", "audit.until")  # columns of a worklist that people fill in


def covered(place: str, known: dict[str, Spot]) -> set[str]:
    """A place and all below it (URIs)."""
    return {uri for uri, spot in known.items() if place in (uri, *(above_it.uri for above_it in above(spot, known)))}


def chosen(findings: Iterable[Finding], kind: str | None, severity: str | None, in_force: bool) -> list[Finding]:
    """The findings that filters leave."""
    return [
        one
        for one in findings
        if kind in (None, one.kind) and severity in (None, one.severity) and (not in_force or one.validity is Validity.IN_FORCE)
    ]


def counted(findings: Sequence[Finding]) -> dict[str, str]:
    """The kinds that there are, with their names and how many of each, in the order of the audit."""
    counts, names = Counter(one.kind for one in findings), words_of(language())
    return {kind.value: t("audit.counted", name=names[kind], count=counts[kind]) for kind in KINDS if counts[kind]}


def weighed(findings: Sequence[Finding]) -> dict[str, str]:
    """All severities, with their names and how many of each."""
    counts, names = Counter(one.severity for one in findings), words_of(language())
    return {severity.value: t("audit.counted", name=names[severity], count=counts[severity]) for severity in Severity}


def summary(findings: Sequence[Finding]) -> list[dict[str, object]]:
    """A row a kind: how many of each severity."""
    names = words_of(language())
    counts = Counter((one.kind, one.severity) for one in findings)
    return [
        {t("column.kind"): names[kind], **{names[severity]: counts[kind, severity] or None for severity in Severity}}
        for kind in KINDS
        if any(counts[kind, severity] for severity in Severity)
    ]


def worklist(findings: Sequence[Finding], empty_columns: bool = False) -> list[dict[str, object]]:
    """A row a finding, in the order of the audit; in a file with columns for what people decide."""
    names = words_of(language())
    return [
        {
            t("audit.severity"): names[one.severity],
            t("column.kind"): names[one.kind],
            t("column.place"): one.place or t("level.none"),
            t("column.plan"): one.plan,
            t("audit.subject"): said(one.item.subject),
            t("column.reason"): said(one.reason),
            t("audit.count"): max(len(one.items), 1),
            t("column.in_force"): t(f"force.{one.validity}"),
            **({t("column.quote"): one.item.quote, **{t(column): None for column in BLANK}} if empty_columns else {}),
        }
        for one in findings
    ]


def key(finding: Finding) -> str:
    """What the address calls a finding."""
    return f"{finding.plan_uri.rpartition('/')[2]}-{finding.rule}-{(finding.item.fact or '').rpartition('/')[2]}"
