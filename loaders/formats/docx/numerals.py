"""Numerals: how Word writes the number of a list's item, for each number format (`w:numFmt`).

Decisions
---------
* A number that a format cannot write (the 21st of the circled ones, the 40th hour of the zodiac) and a format not in `FORMATS` are written
  as decimal figures, as Word does.
* `chineseCounting` counts with 十 up to 99 and writes plain digits behind (一〇〇); `…Thousand` goes on with 百, 千 and 万.
"""

from __future__ import annotations

from collections.abc import Callable

Format = Callable[[int], str]
HAN = "〇一二三四五六七八九"
HIGHEST_ROMAN = 3999
ROMAN = [(1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L")]
ROMAN += [(40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")]
MOST_LETTERS = 5  # 26 × 5 items: a, b … z, aa, bb


def write(form: str, value: int) -> str:
    """A number in a format; "" for bullets and for lists without a number."""
    if form in ("bullet", "none"):
        return ""
    return FORMATS.get(form, str)(value) or str(value)


def _series(first: str, last: str) -> Format:
    """Signs that stand in a row in Unicode: ① to ⑳."""
    return lambda n: chr(ord(first) + n - 1) if 1 <= n <= ord(last) - ord(first) + 1 else ""


def _signs(signs: str) -> Format:
    return lambda n: signs[n - 1] if 1 <= n <= len(signs) else ""


def _letters(first: str) -> Format:
    return lambda n: chr(ord(first) + (n - 1) % 26) * ((n - 1) // 26 + 1) if 1 <= n <= 26 * MOST_LETTERS else ""


def _digits(digits: str) -> Format:
    return lambda n: "".join(digits[int(figure)] for figure in str(n)) if n >= 0 else ""


def _tens(digits: str) -> Format:
    """十, 十一, 二十 … 九十九, then plain digits."""

    def written(n: int) -> str:
        if not 10 <= n <= 99:
            return _digits(digits)(n)
        ten, one = divmod(n, 10)
        return (digits[ten] if ten > 1 else "") + "十" + (digits[one] if one else "")

    return written


def _thousands(digits: str, units: str, zero: str, ones: str, headless: bool) -> Format:
    """Digits with units. `zero` fills a gap (一百零一); a digit 1 is dropped before the units named in `ones`; so it is before a leading 十
    where the format is `headless` (十一, but 一百一十一)."""

    def written(n: int) -> str:
        if not 1 <= n <= 99_999:
            return ""
        text, gap = "", False
        for place in (4, 3, 2, 1, 0):
            digit, unit = n // 10**place % 10, units[place - 1] if place else ""
            if not digit:
                gap = bool(text)
                continue
            bare = digit == 1 and place and (unit in ones or (headless and place == 1 and not text))
            text += (zero if gap else "") + ("" if bare else digits[digit]) + unit
            gap = False
        return text

    return written


def _roman(n: int) -> str:
    if not 1 <= n <= HIGHEST_ROMAN:
        return ""
    text = ""
    for value, sign in ROMAN:
        count, n = divmod(n, value)
        text += sign * count
    return text


def _circled(n: int) -> str:
    return "⓪" if n == 0 else _series("①", "⑳")(n) or _series("㉑", "㉟")(n - 20) or _series("㊱", "㊿")(n - 35)


_chinese = _thousands(HAN, "十百千万", "零", "", True)
_full_width = _digits("０１２３４５６７８９")

FORMATS: dict[str, Format] = {
    "decimal": str,
    "decimalHalfWidth": str,
    "decimalZero": lambda n: f"{n:02}",
    "decimalFullWidth": _full_width,
    "decimalFullWidth2": _full_width,
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "decimalEnclosedParen": _series("⑴", "⒇"),
    "decimalEnclosedFullstop": _series("⒈", "⒛"),
    "numberInDash": lambda n: f"- {n} -",
    "chineseCounting": _tens(HAN),
    "taiwaneseCounting": _tens(HAN),
    "chineseCountingThousand": _chinese,
    "taiwaneseCountingThousand": _chinese,
    "japaneseCounting": _thousands(HAN, "十百千万", "", "十百千", True),
    "ideographDigital": _digits(HAN),
    "taiwaneseDigital": _digits(HAN),
    "japaneseDigitalTenThousand": _digits(HAN),
    "chineseLegalSimplified": _thousands("零壹贰叁肆伍陆柒捌玖", "拾佰仟万", "零", "", False),
    "ideographLegalTraditional": _thousands("零壹貳參肆伍陸柒捌玖", "拾佰仟萬", "零", "", False),
    "ideographTraditional": _signs("甲乙丙丁戊己庚辛壬癸"),
    "ideographZodiac": _signs("子丑寅卯辰巳午未申酉戌亥"),
    "ideographZodiacTraditional": lambda n: (
        _signs("甲乙丙丁戊己庚辛壬癸")((n - 1) % 10 + 1) + _signs("子丑寅卯辰巳午未申酉戌亥")((n - 1) % 12 + 1) if 1 <= n <= 60 else ""
    ),
    "ideographEnclosedCircle": _series("㊀", "㊉"),
    "upperLetter": _letters("A"),
    "lowerLetter": _letters("a"),
    "upperRoman": _roman,
    "lowerRoman": lambda n: _roman(n).lower(),
}
