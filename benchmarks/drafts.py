"""A plan of the synthetic China, written from its title to its last line: the text, and where in it every fact stands.

Decisions
---------
* The words are put together from small tables (`china.toml`); every sentence is invented.
* `dice` throws for what a plan says, `pen` for what a new edition says otherwise: so an edition differs only where it says so.
* Text as found and reading text are one: there is nothing to repair.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from decimal import Decimal
from random import Random

from benchmarks.inventions import CHINA, WORDS, Page, bodies, bounds, known_indicators, level_word, numeral, part
from qgraph.model import (
    BodyKind,
    Comparator,
    Evidence,
    FundingLine,
    Heading,
    Jurisdiction,
    Level,
    MemberRole,
    Membership,
    Mention,
    Nature,
    Plan,
    Programme,
    Responsibility,
    Role,
    Source,
    Target,
    TargetKind,
    Task,
)
from qgraph.registries import indicators
from qgraph.registries.indicators import Aggregation, Indicator
from qgraph.registries.places import Place

WHOLE, SIZE, SHARES = CHINA["whole"], CHINA["size"], CHINA["shares"]
PERIODS = ((2021, 2025), (2016, 2020), (2023, 2027))  # of the first, second and third plan of a place
CHAPTER: tuple[str, ...] = ("二",)  # the one that holds the tasks
FEW = 4  # tasks; more are put into sections of so many
ROLES = {"负责": Role.RESPONSIBLE, "责任单位": Role.RESPONSIBLE, "牵头": Role.LEAD, "牵头单位": Role.LEAD, "配合": Role.PARTICIPATE}


class Draft:
    """One plan being written. `dice` decides what it says, `pen` (where it is a new edition) what is said otherwise."""

    def __init__(self, seed: int, place: Place, number: int, edition: int | None = None) -> None:
        name = f"{seed}-{place.adcode}-{number}"
        self.name, self.place, self.number = f"{name}.txt", place, number
        self.dice = Random(name)
        self.pen = Random(f"{edition}/{name}") if edition is not None else None
        self.size = SIZE[place.level] * self.dice.uniform(0.6, 1.4)
        self.years = PERIODS[number]
        self.page = Page()
        self.cast = self._cast()
        self.headings: list[Heading] = []
        self.targets: list[Target] = []
        self.tasks: list[Task] = []
        self.funding: list[FundingLine] = []
        self.programmes: list[Programme] = []
        self.seats: list[Membership] = []
        self.bodies: dict[str, Mention] = {}  # by their names in full

    def plan(self) -> Plan:
        """The whole plan, from its title to its last line."""
        dice, say, start, end = self.dice, self.page.say, *self.years
        government = "国务院" if self.place.level is Level.NATIONAL else f"{self.place.name}人民政府"
        title = f"{self.place.name}{dice.choice(WORDS['titles']).format(level=level_word(self.place) or '国')}（{start}—{end}年）"
        office = "国发" if government == "国务院" else f"{self.place.name[:-1]}政发"
        number = f"{office}〔{start}〕{3 * dice.randint(1, 60) + self.number}号"  # no two of a place are equal
        basis = tuple(dict.fromkeys(dice.choice(WORDS["basis"]) for _ in range(dice.randint(0, 4))))
        issued = f"{start}-{dice.randint(1, 12):02}-{dice.randint(1, 28):02}"
        say(f"{title}\n{number}\n{government}\n{issued}\n根据{''.join(f'《{one}》' for one in basis) or '上级部署'}，制定本方案。\n")
        owners = None if dice.random() >= SHARES["alone"] else WORDS["owner_clause"]
        tasks, targets = self._some("tasks") or 1, self._some("targets") or 1
        goals = -(-targets // 2)
        self._goals(goals)
        self._measures(tasks, targets - goals, not owners)
        if dice.random() < SHARES["group"]:
            self._group()
        text_of_owners = self.page.say(owners) if owners else None
        text = "".join(self.page.parts)
        spots = range(len(text)), range(1, len(text) + 1)
        return Plan(
            Source(self.name, hashlib.sha256(text.encode()).hexdigest(), "text/plain", text, text, *spots),
            title,
            number,
            government,
            Jurisdiction(self.place.name, self.place.level, self.place.adcode),
            issued,
            start,
            end,
            basis,
            Nature.OFFICIAL,
            headings=tuple(self.headings),
            targets=tuple(self.targets),
            tasks=tuple(self.tasks),
            memberships=tuple(self.seats),
            funding=tuple(self.funding),
            programmes=tuple(self.programmes),
            bodies=tuple(self.bodies.values()),
            owner_clause=text_of_owners,
        )

    def _goals(self, count: int) -> None:
        self._heading(1, "一", "主要目标")
        for nth in range(count):
            dated = self.dice.random() < SHARES["dated"]
            self.page.say(f"到{self.years[1]}年，" if dated else "")
            if nth == 0 and self.dice.random() < SHARES["shared"]:
                known = indicators.resolve(WORDS["shared"])
            else:
                known = self.dice.choice(known_indicators()) if self.dice.random() < SHARES["known"] else None
            self._target(known, ("一",), dated)
            self.page.say("。")
        self.page.say("\n")

    def _target(self, known: Indicator | None, path: tuple[str, ...], dated: bool = False) -> None:
        dice, down = self.dice, known is not None and known.direction == "down"
        counted = known.aggregation is Aggregation.SUM if known else dice.random() < 0.5
        name = known.name if known else dice.choice(WORDS["counts" if counted else "rates"]).format(dice.choice(WORDS["things"]))
        low, high = (bounds(known) if known else None) or ((5, 300) if counted else (60, 99))
        tenths = 10 if counted else 1  # a count has no part
        value = Decimal(dice.randint(low * 10 // tenths, high * 10 // tenths) * tenths) / 10
        if self._edits(not self.targets):
            value += tenths * Decimal("0.1") * (-1 if value >= high else 1)
        unit = known.unit if known else "个" if counted else "%"
        verb, firm = ("力争达到", "strive") if dice.random() < SHARES["strive"] else ("达到", "reach")
        least = dice.random() < 0.5
        figure = f"{value}{unit or ''}"
        said = self.page.say(f"{name}控制在{figure}以内" if down else f"{name}{verb}{figure}{'以上' if least else ''}", path)
        comparator = Comparator.LE if down else Comparator.GE if least else Comparator.EQ
        year = str(self.years[1])
        target = Target(
            said,
            "target.count_behind" if counted else "target.rate",
            name,
            TargetKind.ABSOLUTE,
            comparator,
            value,
            unit=unit,
            deadline=year if dated else None,
            deadline_as_written=f"到{year}年" if dated else None,
            deadline_from="sentence" if dated else None,
            deadline_assumed=year,
            firmness=None if down else firm,
            firmness_as_written=None if down else verb,
        )
        self.targets.append(target)

    def _measures(self, tasks: int, targets: int, owned: bool) -> None:
        self._heading(1, "二", "重点任务")
        few = tasks <= FEW
        running = Counter(self.dice.randrange(tasks) for _ in range(self._some("programmes")))  # by task
        for nth in range(tasks):
            section = nth if few else nth // FEW
            number, path = f"({numeral(section + 1)})", CHAPTER
            if not few and nth % FEW == 0:
                self._heading(2, number, self.dice.choice(WORDS["actions"]).format("重点领域"), path)
            if not few:
                number, path = str(nth + 1), (*CHAPTER, number)
            self._task(number, path, nth < targets, running[nth], owned)
        for _ in range(self._some("funding")):
            self._money((*self.headings[-1].path, self.headings[-1].number))

    def _task(self, number: str, path: tuple[str, ...], promises: bool, programmes: int, owned: bool) -> None:
        dice, page, inside = self.dice, self.page, (*path, number)
        thing = dice.choice(WORDS["things"])
        title = dice.choice(WORDS["actions"]).format(thing)
        first = len(page.parts) + 1  # after the number
        self._heading(len(path) + 1, number, title, path, "。")
        start = self.headings[-1].start
        for detail in dice.sample(WORDS["details"], 3):
            page.say(detail.format(thing))
        for _ in range(programmes):
            name = dice.choice(WORDS["programmes"]).format(dice.choice(WORDS["things"]))
            self.programmes.append(Programme(part(page.say(f"实施“{name}”。", inside), name), "programme.quoted", name))
        if promises:
            self._target(None, inside)
            page.say("。")
        when = f"{self.years[0] + 2}年{dice.randint(1, 12)}月" if dice.random() < SHARES["deadline"] else None
        page.say(f"{when}底前完成。" if when else "")
        quote = "".join(page.parts[first:])
        said = Evidence(quote, start, page.length, quote, start, page.length, inside)
        units, duties = self._duties(inside) if owned else (None, ())
        page.say("\n")
        due = f"{when[:4]}-{int(when[5:-1]):02}" if when else None
        self.tasks.append(Task(said, "duty.measure", number, title, path, due, when, units, duties))

    def _duties(self, path: tuple[str, ...]) -> tuple[Evidence, tuple[Responsibility, ...]]:
        """The bracket that names the bodies of a task, and their parts."""
        dice = Random(self.dice.getrandbits(32))  # its own, so that other bodies here leave what follows as it is
        names = dice.sample(self.cast, min(dice.choice(WORDS["seats"]), len(self.cast)))
        if self._edits(not self.tasks):
            others = [name for name in self.cast if name not in names]
            names = [*names[:-1], *others[:1]] or names
        word = level_word(self.place)
        written = [name.removeprefix(word) if nth and dice.random() < SHARES["elided"] else name for nth, name in enumerate(names)]
        many = [dice.choice(CHINA["collectives"][self.place.level]).format(word)] if dice.random() < SHARES["collective"] else []
        followers, open_ = "、".join([*written[1:], *many]), "等" if dice.random() < SHARES["open"] else ""
        way = dice.random()
        if not followers or way < 0.15:
            words, first, rest = f"（{'、'.join([*written, *many])}{open_}按职责分工负责）", "负责", "负责"
        elif way < 0.3:
            words, first, rest = f"（{written[0]}牵头，{followers}{open_}配合）", "牵头", "配合"
        else:
            words, first, rest = f"（牵头单位：{written[0]}；责任单位：{followers}{open_}）", "牵头单位", "责任单位"
        units = self.page.say(words, path)
        rule = "duty.label" if "单位" in rest else "duty.verb"
        duties = [
            Responsibility(units, rule, body, name, ROLES[role], role, name in many, not followers, bool(open_))
            for role, body, name in zip([first, *[rest] * len(names)], [*written, *many], [*names, *many], strict=False)
        ]
        for duty in duties:
            kind = BodyKind.COLLECTIVE if duty.collective else BodyKind.DEPARTMENT
            if dice.random() < SHARES["mentioned"]:
                self.bodies.setdefault(duty.resolved, Mention(part(units, duty.body), "mention.duty", duty.resolved, kind))
        return units, tuple(duties)

    def _money(self, path: tuple[str, ...]) -> None:
        amount, thing = 10 * self.dice.randint(1, 50), self.dice.choice(WORDS["things"])
        said = self.page.say(self.dice.choice(WORDS["money"]).format(thing, amount=amount), path)
        self.page.say("。\n")
        kind, qualifier = ("reward", "max") if "不超过" in said.quote else ("subsidy", "exact")
        self.funding.append(
            FundingLine(said, "funding.sum", kind, Decimal(amount), unit="万元", qualifier=qualifier, payer="city", purpose=thing)
        )

    def _group(self) -> None:
        self._heading(1, "三", "组织实施")
        group = f"{level_word(self.place)}{WORDS['group']}"
        self.page.say(f"成立{group}，成员单位为")
        for nth, body in enumerate(self.cast):
            said = self.page.say(("、" if nth else "") + body, ("三",))
            role = MemberRole.MEMBER if nth else MemberRole.HOST
            self.seats.append(Membership(said, "group.members", body, role, group))
        self.page.say("。\n")

    def _heading(self, level: int, number: str, title: str, path: tuple[str, ...] = (), after: str = "\n") -> None:
        self.page.say(f"{number}、" if level == 1 else number.replace("(", "（").replace(")", "）") if "(" in number else f"{number}.")
        said = self.page.say(title)
        self.page.say(after)
        self.headings.append(Heading(level, number, title, said.start, said.end, path))

    def _cast(self) -> list[str]:
        """The bodies that have a duty here, as the text names them."""
        names, weights = bodies(self.place.level, level_word(self.place))
        count = max(3, self._some("cast"))
        return list(dict.fromkeys(self.dice.choices(names, cum_weights=weights, k=3 * count)))[:count]

    def _some(self, what: str) -> int:
        """How many of a thing there are: the mean of real plans, made small; what is left over is thrown for."""
        return int(WHOLE[what] * self.size + self.dice.random())

    def _edits(self, first: bool) -> bool:
        """Whether the new edition says this otherwise; the first of its kind always."""
        return self.pen is not None and (first or self.pen.random() < SHARES["edited"])
