import time

import pytest

from loaders import front
from loaders.front import validity
from loaders.front.validity import Validity
from tests.loaders.outline.plans import read

BODY = "一、主要任务\n（一）建标准。做好。\n（二）强计量。做好。\n二、附则\n"
HEAD = "沁原市人民政府关于促进标准化工作的意见\n成文日期：2021年3月1日\n"


def of(text: str) -> Validity:
    document = read(text)
    found = validity.read(document, front.read(document))
    for phrase in found.phrases:
        assert text[phrase.start : phrase.end] == phrase.words
    return found


@pytest.mark.parametrize(
    ("sentence", "valid_from", "valid_until"),
    [
        ("本意见自2023年7月1日起施行。", "2023-07-01", None),
        ("本意见自 2023 年7 月1 日起施行，有效期5年。", "2023-07-01", "2028-06-30"),
        ("本意见自印发之日起施行，有效期至2025年12月31日。", "2021-03-01", "2025-12-31"),
        ("自发布之日起实施，有效期两年。", "2021-03-01", "2023-02-28"),
        ("本意见自2021年4月1日起实施，有效期至2025年6月。", "2021-04-01", "2025-06-30"),
        ("本意见有效期至2025年底。", None, "2025-12-31"),
        ("本意见有效期3年。", None, "2024-02-29"),
        ("（有效期至2024年2月29日）", None, "2024-02-29"),
        ("本意见自二〇二三年七月一日起施行。", "2023-07-01", None),
        ("以上政策自2023年1月1日起执行，执行期限至2023年12月31日。", "2023-01-01", "2023-12-31"),
        ("上述政策措施自2023年1月1日至2023年12月31日执行。", "2023-01-01", "2023-12-31"),
        ("本意见有效期自2023年7月1日起至2028年6月30日止。", "2023-07-01", "2028-06-30"),
        ("有效期：2023年7月1日至2028年6月30日", "2023-07-01", "2028-06-30"),
        ("以上政策举措自公布之日起实施，未注明时限的，有效期至2023年12月31日。", "2021-03-01", "2023-12-31"),
        ("第十条 本意见自2023年7月1日起施行。", "2023-07-01", None),
        ("本意见由市市场监管局负责解释，自2023年7月1日起施行，试行期2年。", "2023-07-01", "2025-06-30"),
        ("本意见自2023年7月1日起施行，《沁原市标准化办法》（沁政发〔2015〕1号）同时废止。", "2023-07-01", None),
        ("《云川省标准化条例》自2020年1月1日起施行。", None, None),
        ("检验证书有效期5年。", None, None),
        ("企业自2023年7月1日起施行新标准。", None, None),
        ("许可证自颁发之日起生效，有效期至2025年12月31日。", None, None),
        ("推动有效期内名牌产品增长。", None, None),
    ],
)
def test_from_when_to_when(sentence: str, valid_from: str | None, valid_until: str | None) -> None:
    found = of(HEAD + BODY + sentence + "\n")
    assert (found.valid_from, found.valid_until) == (valid_from, valid_until)
    assert found.repealed is None


def test_without_a_date_of_issue_the_words_stay() -> None:
    found = of("沁原市质量方案\n" + BODY + "本方案自印发之日起施行，有效期5年。\n")
    assert (found.valid_from, found.valid_until) == (None, None)
    assert found.words == ("自印发之日起施行", "有效期5年")


def test_fields_of_the_page() -> None:
    found = of("沁原市质量方案\n实施日期：2021-04-01 失效日期：2026-03-31\n" + BODY)
    assert (found.valid_from, found.valid_until) == ("2021-04-01", "2026-03-31")


def test_words_in_the_notice() -> None:
    text = (
        "沁原市人民政府办公室关于印发沁原市质量奖办法的通知\n各县：\n现将《沁原市质量奖办法》印发给你们，自2023年7月1日起施行。\n"
        "沁原市人民政府办公室\n2023年6月6日\n沁原市质量奖办法\n"
    )
    assert of(text + BODY).valid_from == "2023-07-01"


@pytest.mark.parametrize(
    ("head", "repealed"),
    [
        ("【全文废止】\n沁原市质量方案\n", "全文废止"),
        ("（已失效）沁原市质量方案\n", "已失效"),
        ("沁原市质量方案【失效】\n", "失效"),
        ("索引号：1\n有效性：失效\n沁原市质量方案\n", "失效"),
        ("有效性\n已废止\n沁原市质量方案\n", "已废止"),
        ("沁原市质量方案\n此文件已于2022年5月6日废止\n", "废止"),
        ("沁原市质量方案\n有效性：有效\n", None),
        ("【部分失效】沁原市质量方案\n", None),
        ("沁原市质量方案\n为做好已失效文件的清理，制定本方案。\n", None),
    ],
)
def test_repealed(head: str, repealed: str | None) -> None:
    assert of(head + BODY).repealed == repealed


def test_other_states_are_kept_as_words() -> None:
    assert of("【部分失效】沁原市质量方案\n" + BODY).words == ("部分失效",)


@pytest.mark.parametrize(
    ("head", "trial", "draft"),
    [
        ("沁原市质量奖办法（试行）\n", True, False),
        ("沁原市质量奖暂行办法\n", True, False),
        ("沁原市质量奖办法（征求意见稿）\n", False, True),
        ("沁原市质量奖办法\n试行先进标准。\n", False, False),
    ],
)
def test_trial_and_draft(head: str, trial: bool, draft: bool) -> None:
    found = of(head + BODY)
    assert (found.trial, found.draft) == (trial, draft)


def test_hostile_texts_end_soon() -> None:
    for piece in ("有效期", "自印发之日起施行", "自2023年1月1日起施行，有效期5年", "【全文废止", "废止\n", "有效期自", "自"):
        text = "沁原市质量方案\n" + BODY + piece * 20_000
        document = read(text)
        head = front.read(document)
        start = time.perf_counter()
        validity.read(document, head)
        assert time.perf_counter() - start < 1


@pytest.mark.parametrize(
    ("sentence", "valid_from"), [("自9999年1月1日起施行，有效期5年。", "9999-01-01"), ("自0001年1月1日起施行，有效期0年。", "0001-01-01")]
)
def test_an_end_that_no_calendar_has_is_none(sentence: str, valid_from: str) -> None:
    found = of(HEAD + BODY + sentence)
    assert (found.valid_from, found.valid_until) == (valid_from, None)
