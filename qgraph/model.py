"""The plain words everybody speaks: what a plan says, as typed dataclasses.

Decisions
---------
* Everything a loader returns is a `Plan`. All classes are frozen values; they import nothing but the standard library.
* A *fact* (`Target`, `Task`, `Responsibility`, `Membership`, `FundingLine`, `Programme`, `Mention`) always carries
  `evidence` and the id of the `rule` that read it. `Fact.certainty` is not stored here: it is the rule's measured precision
  and lives in one table (`loaders/grammar/rules/measured.csv`).
* Offsets count Unicode code points, end exclusive. `Evidence.quote` is what stands in the *reading text* (after repair),
  `Evidence.found` what stands in the *text as found*. `reading[reading_start:reading_end] == quote` and
  `found_text[start:end] == found`, always; where no repair touched the place the two are equal.
* What the text does not say is `None` or empty. A year left out, a place masked by XX or ** is a gap, not a guess.
* Numbers are `Decimal`: exact in RDF, in JSON and in Neo4j.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum


class Level(StrEnum):
    """Rank of the government that issued a plan (not of the word 市 in its name)."""

    NATIONAL = "national"
    PROVINCE = "province"
    PREFECTURE = "prefecture"
    COUNTY = "county"
    TOWNSHIP = "township"


class Role(StrEnum):
    """What a body does for a task. The word as written is kept beside it."""

    LEAD = "lead"  # 牵头
    RESPONSIBLE = "responsible"  # 责任单位, 负责, 按职责分工负责
    PARTICIPATE = "participate"  # 配合, 参与, 协助
    SUPERVISE = "supervise"  # 督导, 考核, 监督


class MemberRole(StrEnum):
    """What a body is in a leading group."""

    CHAIR = "chair"
    DEPUTY_CHAIR = "deputy_chair"
    MEMBER = "member"
    HOST = "host"  # 办公室设在 …


class TargetKind(StrEnum):
    ABSOLUTE = "absolute"
    RELATIVE = "relative"  # against a reference: 全省平均水平
    DIRECTIONAL = "directional"  # 逐年下降, 下降0.05个百分点
    ZERO = "zero"  # 杜绝, 不发生


class Comparator(StrEnum):
    GE = ">="
    GT = ">"
    LE = "<="
    LT = "<"
    EQ = "="
    RANGE = "range"
    INCREASE = "increase"
    DECREASE = "decrease"


class Status(StrEnum):
    """Review status of a fact; loaders only ever propose."""

    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    CORRECTED = "corrected"
    REJECTED = "rejected"
    ADDED = "added"


class Nature(StrEnum):
    """What kind of text a plan is: only an official document binds anybody."""

    OFFICIAL = "official"
    DRAFT = "draft"
    EXPERIENCE = "experience"  # 经验材料, 工作总结
    TEMPLATE = "template"  # 范文
    UNKNOWN = "unknown"


class BodyKind(StrEnum):
    GOVERNMENT = "government"
    LEADING_GROUP = "leading_group"
    OFFICE = "office"
    DEPARTMENT = "department"
    WORKING_GROUP = "working_group"
    ENTERPRISE = "enterprise"
    ASSOCIATION = "association"
    INSTITUTION = "institution"
    PUBLIC = "public"
    COLLECTIVE = "collective"


@dataclass(frozen=True, slots=True)
class Repair:
    """One change between the text as found (`start`, `end`, `before`) and the reading text (`after`)."""

    start: int
    end: int
    before: str
    after: str
    rule: str
    certainty: float


@dataclass(frozen=True, slots=True)
class Gap:
    """A place where the document left something out; offsets in the text as found."""

    start: int
    end: int
    kind: str  # "omitted" (paywall, 略), "truncated", "masked" (XX, **), "missing_year", "unreadable", "doubtful"
    found: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """The sentence behind a fact, as read and as found, and where it stands in the outline."""

    quote: str
    reading_start: int
    reading_end: int
    found: str
    start: int
    end: int
    path: tuple[str, ...] = ()  # numbers of the headings above: ("四", "(一)", "1")
    sheet: str | None = None
    row: int | None = None
    column: int | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table and where its text stands in the text as found. Tables, rows and columns count from 1; `sheet` is the
    name of a workbook's sheet."""

    start: int
    end: int
    table: int
    row: int
    column: int
    row_span: int = 1
    column_span: int = 1
    sheet: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """A file as found. `found` is its text before any repair, `reading` after it.

    `starts[i]` and `ends[i]` say which part of `found` the i-th character of `reading` came from (end exclusive).
    """

    name: str
    sha256: str
    media_type: str
    found: str
    reading: str
    starts: Sequence[int] = field(repr=False)
    ends: Sequence[int] = field(repr=False)
    repairs: tuple[Repair, ...] = ()
    gaps: tuple[Gap, ...] = ()
    cells: tuple[Cell, ...] = field(default=(), repr=False)  # in the order of the text
    bold: tuple[tuple[int, int], ...] = field(default=(), repr=False, compare=False)
    """Stretches of `found` in cells of tables that are printed bold, in order; for reading facts only, so no store keeps them."""

    def cell_at(self, position: int) -> Cell | None:
        """The cell of a table that holds a position of the text as found."""
        at = bisect_right(self.cells, position, key=lambda cell: cell.start) - 1
        return self.cells[at] if at >= 0 and position < self.cells[at].end else None

    def is_bold(self, position: int) -> bool:
        """Whether a position of the text as found is printed bold; known in cells of tables only."""
        at = bisect_right(self.bold, position, key=lambda stretch: stretch[0]) - 1
        return at >= 0 and position < self.bold[at][1]


@dataclass(frozen=True, slots=True)
class Jurisdiction:
    """The place a plan speaks for. `name` is None where it is anonymised; `adcode` is GB/T 2260, six digits."""

    name: str | None = None
    level: Level | None = None
    adcode: str | None = None


@dataclass(frozen=True, slots=True)
class Heading:
    """A numbered heading. `number` without 、 or dot: 一, (一), 1, (1). `start`, `end` span the title in the reading text."""

    level: int
    number: str
    title: str
    start: int
    end: int
    path: tuple[str, ...] = ()  # numbers of the headings above it


@dataclass(frozen=True, slots=True)
class Target:
    """A figure somebody promised. Money is in 元, percentages stay as 95 with unit %."""

    evidence: Evidence
    rule: str
    indicator: str
    kind: TargetKind
    comparator: Comparator
    value: Decimal | None = None
    value_high: Decimal | None = None
    unit: str | None = None
    reference: str | None = None
    base: Decimal | None = None  # what the figure starts from, in the same unit: 由10个工作日压减至3个, the column of 2020年
    base_as_written: str | None = None  # 由10个工作日, 2020年
    deadline: str | None = None  # YYYY, YYYY-MM or YYYY-MM-DD
    deadline_as_written: str | None = None
    deadline_from: str | None = None  # "sentence", "section" or "column" (of a table)
    deadline_assumed: str | None = None  # the plan's own period, kept apart from what the sentence says
    recurrence: str | None = None  # "annual"
    scope: str | None = None  # "new" or "total"
    firmness: str | None = None  # binding, expected, ensure, reach, strive, encourage, explore
    firmness_as_written: str | None = None
    applies_to: str | None = None  # 每个县(市、区)
    doubt: str | None = None  # why the reading itself is in doubt (985%), else None
    matched: str | None = None  # the indicator that a person says it is, where its own words name another or none
    status: Status = Status.PROPOSED


@dataclass(frozen=True, slots=True)
class Responsibility:
    """One body's part in one task."""

    evidence: Evidence
    rule: str
    body: str  # as written
    resolved: str  # elided level prefix or suffix restored
    role: Role
    role_as_written: str
    collective: bool = False  # 各有关部门, 各镇街: stays collective
    sole: bool = False  # （A负责）
    open_list: bool = False  # the list ends in 等
    inherited: bool = False  # from a bracket on a heading above
    doubt: str | None = None  # why the name may be none (markup, a formula, half a bracket), else None
    status: Status = Status.PROPOSED


@dataclass(frozen=True, slots=True)
class Task:
    """A numbered measure. `evidence` is its own statement; `units` is the bracket or clause that names the bodies."""

    evidence: Evidence
    rule: str
    number: str
    title: str
    path: tuple[str, ...] = ()
    deadline: str | None = None
    deadline_as_written: str | None = None
    units: Evidence | None = None
    responsible: tuple[Responsibility, ...] = ()
    recurrence: str | None = None  # weekly, monthly, quarterly, half_yearly, annual, continuous
    status: Status = Status.PROPOSED


@dataclass(frozen=True, slots=True)
class Membership:
    """A body's seat in a leading group (`of`). A post without an organ (市长) is the body itself."""

    evidence: Evidence
    rule: str
    body: str
    role: MemberRole
    of: str
    person: str | None = None
    post: str | None = None
    open_list: bool = False
    status: Status = Status.PROPOSED


@dataclass(frozen=True, slots=True)
class FundingLine:
    """Money to be paid or granted. Amounts in 万元; `rate` in percent of a base."""

    evidence: Evidence
    rule: str
    kind: str  # reward, subsidy, project_fund, tax, loan, fee, special_fund
    amount: Decimal | None = None
    amount_high: Decimal | None = None
    unit: str | None = None
    qualifier: str | None = None  # exact, max, min, about
    payer: str | None = None  # province, city, county, central, enterprise, or a body's name as written
    payee: str | None = None
    purpose: str | None = None  # what it is paid for ("for" in JSON)
    rate: Decimal | None = None
    payer_as_written: str | None = None  # the purse's own words: 市财政, 区级创新资金
    on_top_of: str | None = None  # whose grant this one adds to: 在省资助基础上再给予 is "province"
    per: str | None = None  # what one sum is for: item (每项, 每家), year (每年), once (一次性)
    per_as_written: str | None = None
    condition: str | None = None  # what must hold of the base or the payee: 设备投资额500万元以上
    sought: bool = False  # 积极争取: hoped for from the payer, not promised
    status: Status = Status.PROPOSED


@dataclass(frozen=True, slots=True)
class Programme:
    """A named 工程, 计划, 行动, 专项 that the plan runs or takes part in."""

    evidence: Evidence
    rule: str
    name: str
    status: Status = Status.PROPOSED


@dataclass(frozen=True, slots=True)
class Mention:
    """A body with a duty in the text, in its fullest form there."""

    evidence: Evidence
    rule: str
    name: str
    kind: BodyKind
    status: Status = Status.PROPOSED


@dataclass(frozen=True, slots=True)
class Plan:
    """One document, read."""

    source: Source
    title: str
    doc_number: str | None = None
    issuer: str | None = None
    jurisdiction: Jurisdiction = Jurisdiction()
    issued_on: str | None = None  # YYYY-MM-DD
    period_start: int | None = None  # year
    period_end: int | None = None
    basis: tuple[str, ...] = ()
    nature: Nature = Nature.UNKNOWN
    effective_from: str | None = None  # YYYY-MM-DD: 自2023年7月1日起施行, 自印发之日起
    effective_until: str | None = None  # YYYY-MM-DD: 有效期至, 有效期5年
    repealed: str | None = None  # as written above the text: 全文废止
    trial: bool = False  # 试行, 暂行
    publicity: str | None = None  # 公开属性: public (此件公开发布), on_request (依申请公开), internal (不予公开, 内部)
    validity: tuple[Evidence, ...] = ()  # where the text says so
    headings: tuple[Heading, ...] = ()
    targets: tuple[Target, ...] = ()
    tasks: tuple[Task, ...] = ()
    memberships: tuple[Membership, ...] = ()
    funding: tuple[FundingLine, ...] = ()
    programmes: tuple[Programme, ...] = ()
    bodies: tuple[Mention, ...] = ()
    owner_clause: Evidence | None = None  # the clause that orders the decomposition, where no measure names a department


Fact = Target | Task | Responsibility | Membership | FundingLine | Programme | Mention
