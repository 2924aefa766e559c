"""The words of the screen: both languages whole, every key used and used keys known, no word hidden in code."""

from __future__ import annotations

import ast
import json
import re
import string
from collections.abc import Iterator
from pathlib import Path

import pytest

import qgraph.app
from qgraph.app.i18n import LANGUAGES, words

APP = Path(qgraph.app.__file__).parent
MODULES = sorted(APP.rglob("*.py"))
FILES = sorted((APP / "words").glob("*.json"))
CJK = re.compile(r"[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")
# Chinese that is no word of one language: the switch itself, which must be readable in both, and the enumeration comma of Chinese names.
OWN_NAMES = {"中文", "语言 / Language", "、"}


def once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """The pairs of a JSON object, no key twice."""
    assert len(dict(pairs)) == len(pairs), [key for key, _ in pairs]
    return dict(pairs)


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def docstrings(tree: ast.Module) -> set[int]:
    """The nodes that are docstrings, or strings that stand alone as one."""
    return {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)}


def keys(path: Path) -> Iterator[str | re.Pattern[str]]:
    """The keys a module asks for with `t(…)`: plain, or a pattern where a part is computed."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "t":
            key = node.args[0]
            if isinstance(key, ast.Constant):
                yield str(key.value)
            elif isinstance(key, ast.JoinedStr):
                parts = (re.escape(str(v.value)) if isinstance(v, ast.Constant) else r"[\w-]+" for v in key.values)
                yield re.compile("".join(parts))
            elif isinstance(key, ast.BinOp) and isinstance(key.left, ast.Constant):
                yield re.compile(re.escape(str(key.left.value)) + r"[\w-]+")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_file_has_the_words_of_its_page_in_both_languages(path: Path) -> None:
    table = json.loads(path.read_text(encoding="utf-8"), object_pairs_hook=once)
    for key, said in table.items():
        assert said.keys() == LANGUAGES.keys(), key
        assert path.stem == "shared" or key.startswith(f"{path.stem}."), key


def test_no_key_stands_in_two_files() -> None:
    assert sum(len(json.loads(path.read_text(encoding="utf-8"))) for path in FILES) == len(words("zh"))


def test_both_languages_have_the_same_placeholders() -> None:
    assert {key: placeholders(word) for key, word in words("zh").items()} == {key: placeholders(word) for key, word in words("en").items()}
    assert [key for language in LANGUAGES for key, word in words(language).items() if not word.strip()] == []


def test_english_is_english_and_chinese_is_chinese() -> None:
    assert [key for key, word in words("en").items() if CJK.search(word)] == []
    assert [key for key, word in words("zh").items() if not CJK.search(word)] == []


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(APP)))
def test_no_word_of_the_screen_stands_in_code(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    skipped = docstrings(tree)
    found = [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in skipped and CJK.search(node.value)
    ]
    assert set(found) <= OWN_NAMES


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(APP)))
def test_every_key_that_is_asked_for_exists(path: Path) -> None:
    for key in keys(path):
        if isinstance(key, str):
            assert key in words("zh")
        else:
            assert any(key.fullmatch(known) for known in words("zh")), key.pattern


def test_the_answers_values_have_words() -> None:
    """A value of an enumeration that reaches the screen must not be the first to find out that it has no word."""
    from qgraph.model import MemberRole, Nature, Role
    from qgraph.questions.validity import Validity
    from qgraph.questions.verdicts import Verdict
    from qgraph.registries.indicators import Aggregation

    families = {"role": [*Role, *MemberRole], "nature": Nature, "force": Validity, "verdict": Verdict, "rollup.kind": Aggregation}
    assert [f"{family}.{value}" for family, values in families.items() for value in values if f"{family}.{value}" not in words("zh")] == []
