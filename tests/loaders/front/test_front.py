import time

import pytest

from loaders import front
from loaders.front import Front
from qgraph.errors import SourceError
from qgraph.model import Level, Nature
from tests.loaders.outline.plans import LABELS, labelled, read

BODY = "一、主要任务\n（一）建标准。做好。\n（二）强计量。做好。\n二、保障措施\n（一）抓落实。\n（二）重考核。\n"
NOTICE = """3. 云川省人民政府办公厅关于印发云川省质量提升
行动方案（2024—2026年）的通知（2024 年4 月8 日）
云政办发〔2024〕17 号
各市人民政府，省政府各部门：
《云川省质量提升行动方案（2024—2026年）》已经省政府同意，现印发给你们，请认真贯彻执行。
云川省人民政府办公厅
2024 年4 月2 日
云川省质量提升行动方案
（2024—2026年）
为贯彻落实《云川省质量条例》《国家标准化发展规划》（国发〔2021〕99号）和《计量发展规划》，制定本方案。
"""


def of(text: str) -> Front:
    return front.read(read(text))


def test_a_notice_that_wraps_a_plan() -> None:
    found = of(NOTICE + BODY)
    assert found.title == "云川省质量提升行动方案（2024—2026年）"
    assert found.doc_number == "云政办发〔2024〕17号"
    assert found.issuer == "云川省人民政府办公厅"
    assert (found.jurisdiction.name, found.jurisdiction.level) == ("云川省", Level.PROVINCE)
    assert found.issued_on == "2024-04-02"
    assert (found.period_start, found.period_end) == (2024, 2026)
    assert found.basis == ("云川省质量条例", "国家标准化发展规划", "计量发展规划")
    assert found.nature is Nature.OFFICIAL


def test_a_text_without_line_ends() -> None:
    found = of(
        "临泽市人民政府办公室关于进一步加强计量工作的实施意见临政办发〔2022〕8号各县（市、区）人民政府，市政府各部门：为加强计量，现提出如下意见。"
        "一、建标准（一）研制。到2025年，建成标准三项。（二）推广。二、抓保障（一）落实。（二）考核。临泽市人民政府办公室2022年5月6日（此件公开发布）"
    )
    assert found.title == "临泽市人民政府办公室关于进一步加强计量工作的实施意见"
    assert (found.doc_number, found.issuer, found.issued_on) == ("临政办发〔2022〕8号", "临泽市人民政府办公室", "2022-05-06")
    assert (found.jurisdiction.name, found.jurisdiction.level) == ("临泽市", Level.PREFECTURE)


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("关于印发临泽市质量强市规划(2016-2020年)的通知\n2016-11-02 10:00:00\n", "临泽市质量强市规划(2016-2020年)"),
        ("转发省质监局关于加强监管意见的通知\n", "省质监局关于加强监管意见"),
        ("临泽市人民政府关于印发《甲事工作要点》和《乙事工作要点》的通知\n", "甲事工作要点和乙事工作要点"),
        ("云川省政府关于质量兴省的\n若干意见\n各市：\n", "云川省政府关于质量兴省的若干意见"),
        ("某网 资料库 质量强市工作总结\n质量强市工作总结\n本站整理，供参考。\n", "质量强市工作总结"),
        ("2024 年临泽市质量工作要点\n", "2024年临泽市质量工作要点"),
        ("《关于提升服务质量的若干意见.docx》由会员上传。\n关于提升服务量的若干意见\n", "关于提升服务质量的若干意见"),
        ("《关于提升服务质量的意见.docx》由会员上传。\n", "关于提升服务质量的意见"),
    ],
)
def test_title(head: str, title: str) -> None:
    assert of(head + BODY).title == title


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("（云政办秘[2021]82号）", "云政办秘〔2021〕82号"),
        ("云质发（2019）第7号", "云质发〔2019〕7号"),
        ("发文字号：\n云函〔2020〕 5 号", "云函〔2020〕5号"),
        ("云政发〔201817号", None),
        ("为落实《省局通知》（云办函〔2023〕4号），制定本方案。", None),
    ],
)
def test_doc_number(line: str, number: str | None) -> None:
    assert of(f"临泽市质量工作方案\n{line}\n各区：\n{BODY}").doc_number == number


@pytest.mark.parametrize(
    ("head", "issuer"),
    [
        ("中共临泽市委\n临泽市人民政府关于加强质量工作的意见\n", "中共临泽市委 临泽市人民政府"),
        ("临泽市政府办公室关于加强质量工作的意见\n各区：\n按此办理。\n临泽市人民政府办公室\n2020年1月2日\n", "临泽市人民政府办公室"),
        ("国务院关于加强计量工作的意见\n", "国务院"),
        ("关于加强计量工作的意见\n", None),
    ],
)
def test_issuer(head: str, issuer: str | None) -> None:
    assert of(head + BODY).issuer == issuer


@pytest.mark.parametrize(
    ("head", "name", "level", "adcode"),
    [
        ("国务院办公厅关于加强计量工作的意见\n", "全国", Level.NATIONAL, "000000"),
        ("重庆市人民政府关于加强计量工作的意见\n", "重庆市", Level.PROVINCE, "500000"),
        ("重庆市黔江区人民政府办公室关于加强计量工作的意见\n", "重庆市黔江区", Level.COUNTY, "500114"),
        ("城阳区质量强区规划\n", "城阳区", Level.COUNTY, "370214"),
        ("贵州省知识产权局关于加强计量工作的意见\n", "贵州省", Level.PROVINCE, "520000"),
        ("关于加快推进南通市质量强市建设的意见\n", "南通市", Level.PREFECTURE, "320600"),
        ("鼓楼区质量工作方案\n按照徐州市部署，制定本方案。\n", "鼓楼区", Level.COUNTY, "320302"),
        ("鼓楼区质量工作方案\n", "鼓楼区", Level.COUNTY, None),
        ("青石镇人民政府关于加强质量工作的意见\n", "青石镇", Level.TOWNSHIP, None),
        ("XX市质量工作方案\n我市各县（市、区）要抓好落实。\n", None, Level.PREFECTURE, None),
        ("质量强市工作方案\n全市各区镇要抓好落实。\n", None, Level.COUNTY, None),
        ("质量强区工作方案\n我区位居全市前列。\n", None, Level.COUNTY, None),
        ("质量工作方案\n", None, None, None),
    ],
)
def test_jurisdiction(head: str, name: str | None, level: Level | None, adcode: str | None) -> None:
    place = of(head + BODY).jurisdiction
    assert (place.name, place.level, place.adcode) == (name, level, adcode)


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ("甲市方案\n成文日期：2020年3月4日\n发布日期：2020年3月9日\n", "2020-03-04"),
        ("甲市方案\n发布日期：2020-03-09\n", "2020-03-09"),
        ("甲市人民政府关于质量的意见\n各区：\n甲市人民政府\n二〇一九年六月二十八日\n", "2019-06-28"),
        ("甲市方案\n2016-11-02 14:40:28\n", None),
        ("甲市方案\n2020年13月40日\n", None),
    ],
)
def test_issued_on(head: str, day: str | None) -> None:
    assert of(head + BODY).issued_on == day


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("甲市质量规划（2021－2025年）\n" + BODY, (2021, 2025)),
        ("甲市“十三五”质量规划\n" + BODY, (2016, 2020)),
        ("甲市2023年质量工作要点\n" + BODY, (2023, 2023)),
        ("甲市质量规划\n一、工作目标\n到2027年，合格率达到95%。\n二、任务\n到2030年，建成一批。\n", (None, 2027)),
        ("甲市质量方案\n一、任务\n到2026年，建成三家。到2026年，培育五家。\n二、保障措施\n抓落实。\n", (None, 2026)),
        ("甲市质量方案\n一、任务\n到2026年，建三家。到2026年，建五家。到2024年，建一家。\n二、保障措施\n抓落实。\n", (None, 2026)),
        ("甲市质量方案\n一、任务\n2024年底前，建成三家。到2026年，培育五家。\n二、保障措施\n抓落实。\n", (None, None)),
    ],
)
def test_period(text: str, period: tuple[int | None, int | None]) -> None:
    found = of(text)
    assert (found.period_start, found.period_end) == period


def test_basis() -> None:
    found = of(
        "临泽市质量方案\n为贯彻落实省政府关于提升产品质量的若干措施有关要求，参考《质量研究》，制定《临泽市质量方案》。\n"
        "一、任务\n严格执行产品质量法，依照《计量条例》《认证条例》办理，做好执法。编制《标准汇编》。\n二、保障\n抓落实。\n"
    )
    assert found.basis == ("省政府关于提升产品质量的若干措施", "产品质量法", "计量条例", "认证条例")


@pytest.mark.parametrize(
    ("head", "nature"),
    [
        ("甲市质量方案（征求意见稿）\n甲政发〔2020〕1号\n", Nature.DRAFT),
        ("质量强区工作经验材料\n", Nature.EXPERIENCE),
        ("质量强市实施方案范文\n", Nature.TEMPLATE),
        ("甲市质量规划\n为提高质量，特制定本规划。\n", Nature.OFFICIAL),
        ("甲市质量设想\n", Nature.UNKNOWN),
    ],
)
def test_nature(head: str, nature: Nature) -> None:
    assert of(head + BODY).nature is nature


def test_what_is_no_plan_is_refused() -> None:
    with pytest.raises(SourceError, match=r"plan\.txt: no plan in it"):
        of("请先登录。您没有权限查看本页，三秒后自动跳转到首页。")


def test_hostile_texts_end_soon() -> None:
    for text in (
        "《" * 50_000,
        "关于" * 30_000,
        "关于啊\n" * 30_000,
        "市" * 50_000,
        "根据《甲乙》" * 10_000,
        "2023年1月1日\n" * 10_000,
        "人民政府\n" * 20_000,
    ):
        start = time.perf_counter()
        of(f"{text}\n目标任务\n{BODY}")
        assert time.perf_counter() - start < 2


@pytest.mark.skipif(not LABELS, reason="the labels in ../shared/eval are not here")
@pytest.mark.corpus
def test_labelled_plans() -> None:
    wrong = []
    fields = 0
    for label, text in labelled():
        found, plan, also = of(text), label["plan"], label.get("plan_also") or {}
        values = {
            "title": found.title,
            "doc_number": found.doc_number,
            "issuer": found.issuer,
            "issued_on": found.issued_on,
            "level": found.jurisdiction.level,
            "adcode": found.jurisdiction.adcode,
            "start": found.period_start,
            "end": found.period_end,
        }
        gold = {**plan, **plan["jurisdiction"], **plan["period"]}
        for name, value in values.items():
            fields += 1
            if plain(value) not in {plain(v) for v in [gold[name], *also.get(name, [])]}:
                wrong.append((label["doc"], name, value))
    assert len(wrong) <= 0.05 * fields, wrong


def plain(value: object) -> str:
    return "".join(c for c in str(value) if c.isalnum())


SHEET = """栖陵市2027年质量重点任务清单
填报单位：栖陵市质监局\t\t\t日期：2027年3月18日
序号\t重点任务\t牵头单位\t完成时限
1\t落实抽查\t市质监局\t2027年9月30日
\t推进建档\t市科技局\t2027年12月31日
"""


def test_rows_of_a_table_of_data_give_no_front_matter() -> None:
    found = of(SHEET)
    assert (found.issuer, found.issued_on, found.nature) == ("栖陵市质监局", "2027-03-18", Nature.UNKNOWN)
    found = of("".join(line for line in SHEET.splitlines(keepends=True) if not line.startswith("填报")))
    assert (found.title, found.issuer, found.issued_on) == ("栖陵市2027年质量重点任务清单", None, None)
