"""What the page of reviews shows of facts, decisions and suggestions; pure."""

from __future__ import annotations

from collections.abc import Sequence

from qgraph.app.i18n import t, word
from qgraph.desk import Folder
from qgraph.questions.yearly import Yearly
from qgraph.reviews.apply import Change, Lost
from qgraph.reviews.entries import Entry
from qgraph.reviews.fields import asked, shown
from qgraph.reviews.queue import Item

STATES = ("open", "second", "decided")


def fits(item: Item, kind: str | None, state: str | None) -> bool:
    """Whether a fact is among those asked for."""
    if kind not in (None, item.kind):
        return False
    if state == "open":
        return item.standing is None
    if state == "second":
        return item.standing is not None and not item.standing.is_seconded
    return state is None or item.standing is not None


def counted(items: Sequence[Item]) -> str:
    """How far the review has come."""
    decided = [item for item in items if item.standing]
    seconded = sum(item.standing is not None and item.standing.is_seconded for item in decided)
    return t("review.counted", count=len(items), decided=len(decided), seconded=seconded)


def table(items: Sequence[Item]) -> list[dict[str, object]]:
    """A row a fact."""
    return [
        {
            t("column.kind"): t(f"kind.{item.kind}"),
            t("review.words"): item.words,
            t("review.status"): t(f"review.status.{item.status}"),
            t("review.risk"): item.risk,
            t("review.doubt"): getattr(item.fact, "doubt", None),
            t("column.quote"): item.fact.evidence.quote,
        }
        for item in items
    ]


def kinds(items: Sequence[Item]) -> dict[str, str]:
    """The kinds of facts there are, with how many of each."""
    found = dict.fromkeys(item.kind for item in items)
    return {kind: f"{t(f'kind.{kind}')} {sum(item.kind == kind for item in items)}" for kind in found}


def told(entry: Entry) -> str:
    """Who decided what, when."""
    return t("decided.by", by=entry.by, at=moment(entry.at), act=t(f"act.{entry.act}"))


def moment(at: str) -> str:
    """A time of the log, to the minute."""
    return at[:16].replace("T", " ")


def change(one: Change) -> str:
    """What was read and what stands there now."""
    nothing = t("decided.nothing")
    return t("decided.was", field=t(f"field.{one.name}"), was=one.as_read or nothing, now=one.corrected or nothing)


def changes(folder: Folder, uri: str) -> list[str]:
    """Every field of a fact that a person set."""
    return [change(one) for decided in folder.reviewed.decided if decided.uri == uri for one in decided.changes]


def values(thing: object, kind: str) -> dict[str, str]:
    """The fields of a form and what stands in them."""
    return {field.name: shown(thing, field.name) or "" for field in asked(kind)}


def choice(one: str) -> str:
    """A word of a closed list."""
    return (
        word(f"review.value.{one}", "")
        or word(f"role.{one}", "")
        or word(f"nature.{one}", "")
        or word(f"publicity.{one}", "")
        or one
        or t("review.field_empty")
    )


def history(folder: Folder) -> list[dict[str, object]]:
    """The log, the latest first."""
    return [
        {
            t("review.at"): moment(entry.at),
            t("review.who"): entry.by,
            t("review.did"): t(f"act.{entry.act}"),
            t("review.what"): entry.what or entry.about,
            t("review.values"): _values(entry),
            t("review.reason"): entry.reason,
        }
        for entry in sorted(folder.log.entries, key=lambda entry: entry.order, reverse=True)
    ]


def lost(some: Sequence[Lost]) -> list[dict[str, object]]:
    """Decisions that lost their fact."""
    return [
        {t("review.what"): one.last.what or one.about, t("review.did"): told(one.last), t("review.reason"): one.reason or one.last.reason}
        for one in some
    ]


def years(found: Yearly) -> list[dict[str, object]]:
    """The values of a target year by year."""
    return [
        {
            t("review.year"): one.year,
            t("review.value"): str(one.value),
            t("review.origin"): t("review.origin.stated") if one.fact else f"{t('review.origin.set')} · {one.by}",
        }
        for one in found.years
    ]


def _values(entry: Entry) -> str:
    named = ((word(f"field.{name}", name), value) for name, value in entry.values.items() if name not in ("entry", "matter"))
    return t("list.join").join(f"{name}: {value if value is not None else t('decided.nothing')}" for name, value in named)
