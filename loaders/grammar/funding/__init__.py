"""Funding: every line that names money to be paid or granted.

Decisions
---------
* Amounts are in 万元, rates in percent. A line has an amount, a rate, both (按10%给予，最高500万元), or neither (a fund that is founded).
* Chapters on what was done (`SectionKind.BACKGROUND`) hold no promises, except in an experience report, whose grants are the report.
* Conditions, targets, prices, fines and the past are no funding: see `sentence`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from loaders.document import Document, SectionKind
from loaders.front import Front
from loaders.grammar import grid
from loaders.grammar.funding import table, terms
from loaders.grammar.funding.payees import grants, opening
from loaders.grammar.funding.payers import by_word, payer, payers
from loaders.grammar.funding.sentence import REACH, Line, clause_start, read
from loaders.grammar.funding.words import words
from qgraph.model import FundingLine, Jurisdiction, Nature

TRIGGER = re.compile(r"[万亿\d]\s?元|[万亿]的?[一-鿿]{0,3}(?:资金|奖|补|贷|政策)|[%％]|基金|专项资金|经费")
USED_FOR = re.compile(r"(?:支持|用于|扶持|推动|保障|专项用于)")
FOUNDED_BY = re.compile(r"(?:设立|建立|组建|成立)(?P<level>省|市|区|县)")


def find(document: Document, front: Front) -> tuple[FundingLine, ...]:
    """All funding of a document, in reading order."""
    found = list(table.find(document, front))
    tabled = [line.evidence.reading_start for line in found]
    for start, end in _paragraphs(document, front):
        found += _paragraph(document, front, start, end, tabled)
    return tuple(sorted(found, key=lambda line: line.evidence.reading_start))


def _paragraphs(document: Document, front: Front) -> Iterator[tuple[int, int]]:
    """The clauses that may hold promises of money."""
    for clause in document.clauses:
        if clause.kind is SectionKind.BACKGROUND and front.nature is not Nature.EXPERIENCE:
            continue
        if TRIGGER.search(document.text, clause.start, clause.end):
            yield clause.start, clause.end


def _paragraph(document: Document, front: Front, start: int, end: int, tabled: list[int]) -> Iterator[FundingLine]:
    """The lines of one clause. Each sentence waits for the next, whose ceiling may be its rate's: 按3%资助。同一单位年度不超过20万元."""
    waiting: tuple[int, tuple[Line, ...]] = (start, ())
    for first, last in document.sentences(start, end):
        if grid.taken(tabled, first, last):
            continue
        lines: tuple[Line, ...] = ()
        earlier = waiting[1]
        if TRIGGER.search(document.text, first, last):
            bare = all(line.rate is not None and line.amount is None for line in earlier)
            lines, capped = read(document.text, first, last, earlier if bare else ())
            earlier = capped if bare else earlier
        yield from (_line(document, front, waiting[0], line) for line in earlier)
        if not lines:
            yield from _founded(document, front, first, last)
        waiting = (first, lines)
    yield from (_line(document, front, waiting[0], line) for line in waiting[1])


def _line(document: Document, front: Front, sentence: int, line: Line) -> FundingLine:
    text = document.text
    sentence = max(sentence, line.at - REACH)
    grant = grants(text, sentence, line.at, line.count)[line.index]
    kind = _kind(text, line)
    speaker = front if kind != "loan" else replace(front, jurisdiction=Jurisdiction())  # a bank lends, unless a purse is named
    purse = payers(text, sentence, line.at, line.count, speaker)[line.index]
    clause = clause_start(text, sentence, line.at, "，,；;。")
    per = terms.per(text, clause, line.at, line.end)
    return FundingLine(
        evidence=document.evidence(opening(text, sentence, line), line.end),
        rule=line.rule,
        kind=kind,
        amount=line.amount,
        amount_high=line.amount_high,
        unit="万元" if line.amount is not None else "%",
        qualifier=line.qualifier,
        payer=purse.payer,
        payer_as_written=purse.as_written,
        on_top_of=purse.on_top_of,
        per=per.kind,
        per_as_written=per.as_written,
        condition=terms.condition(text, sentence, line.at),
        sought=terms.sought(text, clause, line.at),
        payee=grant.payee,
        purpose=grant.purpose,
        rate=line.rate,
    )


def _kind(text: str, line: Line) -> str:
    """The kind named behind the figure, else the one named nearest before it."""
    known = words()
    if known.project.search(text, line.start, line.end):
        return "project_fund"
    stop = min((at for at in (text.find(mark, line.at, line.end) for mark in "，,；;。") if at >= 0), default=line.end)
    for kind, pattern in known.kinds:
        if pattern.search(text, line.at, stop):
            return kind
    last = {kind: found.end() for kind, pattern in reversed(known.kinds) for found in pattern.finditer(text, line.start, line.at)}
    if last:
        return max(last, key=lambda kind: (last[kind], kind != "subsidy"))
    return next((kind for kind, pattern in known.kinds if pattern.search(text, line.start, line.end)), "subsidy")


def _founder(text: str, start: int, clause: int, found: re.Match[str], front: Front) -> str | None:
    """Who fills a fund: 建立区基金, 企业要建立基金, else the purse named or the government that speaks."""
    level = FOUNDED_BY.match(found[0])
    if level:
        return by_word(level["level"], front)
    return "enterprise" if "企业" in text[clause : found.start()] else payer(text, start, found.end(), front).payer


def _founded(document: Document, front: Front, start: int, end: int) -> Iterator[FundingLine]:
    """A fund that is founded, or money put into a budget, without a sum."""
    known = words()
    for rule, pattern in (("funding.fund", known.founded), ("funding.budget", known.budgeted)):
        found = pattern.search(document.text, start, end)
        if not found:
            continue
        clause = clause_start(document.text, start, found.start(), "，,；。")
        if known.hopes.search(document.text, clause, found.start()) or known.past.search(document.text, clause, found.start()):
            continue
        stop = min([end, *(at for at in (document.text.find(mark, found.end(), end) for mark in "；;。") if at >= 0)])
        use = USED_FOR.search(document.text, found.end(), stop)
        yield FundingLine(
            evidence=document.evidence(clause, stop),
            rule=rule,
            kind="special_fund",
            payer=_founder(document.text, start, clause, found, front),
            purpose=document.text[use.end() : stop] if use else None,
        )
        return
