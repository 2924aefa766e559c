import pytest

from loaders.outline.marks import Footing, han_number, marks


@pytest.mark.parametrize(
    ("digits", "value"),
    [
        ("一", 1),
        ("九", 9),
        ("十", 10),
        ("十三", 13),
        ("二十", 20),
        ("四十七", 47),
        ("十十", 0),
        ("百", 0),
        ("一百零六", 106),
        ("一百一十", 110),
        ("百零一", 0),
        ("二二", 0),
        ("一十一十", 0),
    ],
)
def test_han_number(digits: str, value: int) -> None:
    assert han_number(digits) == value


@pytest.mark.parametrize(
    ("text", "level", "number"),
    [
        ("一、总体要求", 1, "一"),
        ("第三章 监督", 1, "第三章"),
        ("第二节 步骤", 2, "第二节"),
        ("（十一）标准", 2, "(十一)"),
        ("(二）标准", 2, "(二)"),
        ("㈢标准", 2, "(三)"),
        ("第八条 对企业", 3, "第八条"),
        ("3. 标准", 3, "3"),
        ("12．标准", 3, "12"),
        ("4、标准", 3, "4"),
        ("7﹒标准", 3, "7"),
        ("２．标准", 3, "2"),
        ("2. 2024年完成", 3, "2"),
        ("2.2024年完成", 3, "2"),
        ("（16）标准", 4, "(16)"),
        ("⑷标准", 4, "(4)"),
        ("⑤标准", 5, "5"),
        ("—、标准", 1, "一"),
        ("一. 标准", 1, "一"),
        ("（—）标准", 2, "(一)"),
        ("3）标准", 4, "3)"),
        ("1.2 标准", 4, "1.2"),
        ("1.2.3标准", 5, "1.2.3"),
        ("第二部分 标准", 1, "第二部分"),
        ("第12条 标准", 3, "第12条"),
    ],
)
def test_level_and_number(text: str, level: int, number: str) -> None:
    (mark,) = marks(text)
    assert (mark.level, mark.number, mark.start) == (level, number, 0)
    assert mark.footing >= Footing.SENTENCE


@pytest.mark.parametrize(
    "text",
    [
        "合格率为1.5倍",
        "0.8个",
        "促进一、二、三产业融合",
        "依照第八条第（二）项办理",
        "按第（一）项",
        "见（一）、（二）两项",
        "2023.5.1起",
        "本办法第七条规定",
        "1.5亿元",
        "3 标准",
        "四 是强标准",
    ],
)
def test_what_is_no_mark(text: str) -> None:
    assert [mark for mark in marks(text) if mark.footing is not Footing.GLUED and mark.level < 5] == []


def test_footing() -> None:
    text = "一、总则（一）目的。（二）范围：1.甲；2.乙\n3.丙"
    assert [mark.footing for mark in marks(text)] == [
        Footing.LINE,
        Footing.GLUED,
        Footing.SENTENCE,
        Footing.CLAUSE,
        Footing.CLAUSE,
        Footing.LINE,
    ]
