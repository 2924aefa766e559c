"""`search`: what is found by which words, in which order, and why; over an invented country, the samples, and both stores."""

from __future__ import annotations

import dataclasses
from itertools import pairwise
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qgraph.errors import NotFoundError
from qgraph.export.documents import document as as_document
from qgraph.model import Comparator, MemberRole, Role, Status
from qgraph.questions.folding import folded, plain
from qgraph.questions.names import organs
from qgraph.questions.search import LONGEST, Answer, Hit, How, Kind, search
from qgraph.questions.search.excerpts import excerpt
from qgraph.questions.search.haystack import Fit, Haystack
from qgraph.questions.search.index import index_of
from qgraph.questions.search.ranking import BESIDE, SHARE, WEIGHTS
from qgraph.questions.search.readings import read, readings, typed
from qgraph.rdf import identity, places, reference, write
from qgraph.store import Store
from qgraph.store.embedded import EmbeddedReader, EmbeddedWriter
from qgraph.store.neo4j import Neo4jStore
from qgraph.sync.run import sync
from tests.conftest import empty
from tests.qgraph.questions.worlds import CITY, COUNTY, PROVINCE, SOUTH, WILLOW, document, store, target

EVERYTHING = 100_000
READINGS = """
    重庆市 chongqingshi, 长沙市 changshashi, 长寿区 changshouqu, 长子县 zhangzixian, 六安市 luanshi, 六合区 luhequ,
    蚌埠市 bengbushi, 蔚县 yuxian, 浚县 xunxian, 丽水市 lishuishi, 铅山县 yanshanxian, 单县 shanxian, 莘县 shenxian,
    乐清市 yueqingshi, 乐陵市 laolingshi, 乐亭县 laotingxian, 乐山市 leshanshi, 洪洞县 hongtongxian, 繁峙县 fanshixian,
    番禺区 panyuqu, 荥阳市 xingyangshi, 泌阳县 biyangxian, 歙县 shexian, 涡阳县 guoyangxian, 厦门市 xiamenshi, 台州市 taizhoushi,
    大埔县 dabuxian, 尉犁县 yulixian, 郫都区 piduqu, 柞水县 zhashuixian, 中牟县 zhongmuxian, 都匀市 duyunshi, 什邡市 shifangshi,
    隆尧县 longyaoxian, 宿州市 suzhoushi, 乌什县 wushixian, 莎车县 shachexian, 儋州市 danzhoushi, 大城县 daichengxian,
    解放区 jiefangqu, 宕昌县 tanchangxian, 略阳县 lueyangxian, 吕梁市 lvliangshi, 句容市 jurongshi, 枞阳县 zongyangxian,
    石拐区 shiguaiqu, 燕山区 yanshanqu
"""

CITY_PLAN = document(
    CITY,
    "栖陵市质量强市建设方案",
    [target("产品质量监督抽查合格率", Comparator.GE, 95), target("首席质量官", Comparator.GE, 30, "名")],
    [
        ("推行首席质量官制度", [("市市场监管局", Role.LEAD), ("市发展改革委", Role.PARTICIPATE)]),
        ("建设ISO9001认证服务站", [("市科技局（市知识产权局）", Role.LEAD), ("各有关部门", Role.PARTICIPATE)]),
    ],
    [("市财政局", MemberRole.MEMBER)],
)
SOUTH_PLAN = document(
    SOUTH,
    "南浦区质量强区行动计划",
    [target("产品质量监督抽查合格率", Comparator.GE, 94)],
    [("推行首席质量官制度", [("区市场监管局", Role.LEAD)]), ("整治灯笼作坊", [("区质监局", Role.LEAD), ("区城管局", Role.PARTICIPATE)])],
    rejected=("区城管局",),
)


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Store:
    willow = document(WILLOW, "柳堰区标准化工作要点", [], [("整治灯笼作坊", [("区农业农村局", Role.LEAD)])])
    province = document(PROVINCE, "云川省质量强省纲要", [], [("培育质量标杆", [("省市场监管局", Role.LEAD)])])
    county = document(COUNTY, "砚湖县质量强县方案", [], [("评选质量标杆", [("县工商局", Role.LEAD)])])
    return store(tmp_path_factory.mktemp("search") / "store", CITY_PLAN, SOUTH_PLAN, willow, province, county)


def found(answer: Answer) -> list[tuple[str, str]]:
    return [(hit.kind, hit.name) for hit in answer.hits]


def hows(answer: Answer) -> list[str]:
    return [match.how for match in answer.hits[0].matches]


@pytest.mark.parametrize(
    ("words", "kind", "name", "how"),
    [
        ("南浦区", Kind.PLACE, "南浦区", [How.NAME]),
        ("南浦", Kind.PLACE, "南浦区", [How.ALIAS]),
        ("南浦区市监局", Kind.BODY, "南浦区市场监督管理局", [How.ALIAS]),
        ("南浦市监局", Kind.BODY, "南浦区市场监督管理局", [How.ALIAS]),
        ("南浦区工商局", Kind.BODY, "南浦区市场监督管理局", [How.FORMER]),
        ("柳堰区畜牧局", Kind.BODY, "柳堰区农业农村局", [How.FORMER]),
        ("栖陵 发改委", Kind.BODY, "栖陵市发展和改革局", [How.ALIAS]),
        ("省市监局", Kind.BODY, "云川省市场监督管理局", [How.ALIAS]),
        ("fgw", Kind.BODY, "栖陵市发展和改革局", [How.INITIALS]),
        ("知识产权局", Kind.BODY, "栖陵市科学技术局", [How.ALIAS]),
        ("产品抽查合格率", Kind.INDICATOR, "产品质量监督抽查合格率", [How.ALIAS]),
        ("标准化工作要点", Kind.PLAN, "柳堰区标准化工作要点", [How.NAME]),
        ("整治灯笼作坊", Kind.TASK, "整治灯笼作坊", [How.NAME]),
        ("iso9001", Kind.TASK, "建设ISO9001认证服务站", [How.NAME]),
        ("ＩＳＯ９００１ 认证", Kind.TASK, "建设ISO9001认证服务站", [How.NAME]),
        ("认证 建设", Kind.TASK, "建设ISO9001认证服务站", [How.NAME, How.NAME]),
        ("市科技局(市知识产权局)", Kind.BODY, "栖陵市科学技术局", [How.ALIAS]),
        ("南浦 首席质量官", Kind.TASK, "推行首席质量官制度", [How.PLAN, How.NAME]),
        ("npqscjgj", Kind.BODY, "南浦区市场监督管理局", [How.INITIALS]),
        ("nanpuqushichangjianguanju", Kind.BODY, "南浦区市场监督管理局", [How.PINYIN]),
        ("nan pu qu shi jian ju", Kind.BODY, "南浦区市场监督管理局", [How.PINYIN]),
        ("nánpǔ", Kind.PLACE, "南浦区", [How.PINYIN]),
        ("yanhuxian", Kind.PLACE, "砚湖县", [How.PINYIN]),
    ],
)
def test_the_first_hit_is_the_one_an_official_means(world: Store, words: str, kind: Kind, name: str, how: list[How]) -> None:
    answer = search(world, words)
    assert found(answer)[:1] == [(kind, name)], found(answer)
    assert hows(answer) == how


def test_no_way_of_being_found_reaches_into_the_one_before() -> None:
    naming = (How.NAME, How.ALIAS, How.FORMER)
    tiers = [[(how, Fit.EXACT)] for how in naming]
    tiers += [[(how, fit) for how in naming] for fit in (Fit.PREFIX, Fit.CONTAINED)]
    tiers += [[(how, fit) for fit in Fit] for how in (How.PINYIN, How.INITIALS, How.TEXT)]
    assert {way for tier in tiers for way in tier} | {(How.FILE, fit) for fit in Fit} == WEIGHTS.keys()
    for higher, lower in pairwise(tiers):
        assert min(WEIGHTS[way] for way in higher) > max(WEIGHTS[way] for way in lower) + SHARE
    assert min(WEIGHTS.values()) > BESIDE


@pytest.mark.parametrize(
    ("words", "ways"),
    [
        ("首席质量官", [(Kind.INDICATOR, How.NAME), (Kind.TARGET, How.NAME), (Kind.INDICATOR, How.ALIAS), (Kind.TASK, How.NAME)]),
        ("区质监局", [(Kind.BODY, How.ALIAS), (Kind.BODY, How.FORMER)]),
        ("zhijianju", [(Kind.BODY, How.PINYIN)]),
    ],
)
def test_the_better_way_of_being_found_comes_first(world: Store, words: str, ways: list[tuple[Kind, How]]) -> None:
    hits = search(world, words, limit=EVERYTHING).hits
    assert list(dict.fromkeys((hit.kind, hit.matches[0].how) for hit in hits)) == ways
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


def test_the_higher_place_comes_first_among_equals(world: Store) -> None:
    assert [hit.place for hit in search(world, "市监局").hits] == ["云川省", "栖陵市", "南浦区"]


def test_words_must_all_be_found_and_one_of_them_in_the_thing_itself(world: Store) -> None:
    both = search(world, "南浦 灯笼", limit=EVERYTHING)
    assert {(hit.kind, hit.place) for hit in both.hits} == {(Kind.TASK, "南浦区")}
    alone = search(world, "南浦", kinds=[Kind.TASK], limit=EVERYTHING)
    assert alone.hits == (), "a place alone does not bring all its tasks"
    assert search(world, "栖陵 灯笼").hits == ()


def test_a_hit_says_where_it_stands_and_why(world: Store) -> None:
    (hit,) = search(world, "南浦 灯笼").hits
    assert (hit.place, hit.plan, hit.number, hit.sentence) == ("南浦区", "南浦区质量强区行动计划", "2", "整治灯笼作坊。")
    assert hit.where == "南浦区 · 《南浦区质量强区行动计划》2 · 整治灯笼作坊。"
    assert hit.reason == "所在文件“南浦区质量强区行动计划”；名称“整治灯笼作坊”"
    place = search(world, "砚湖县", kinds=[Kind.PLACE]).hits[0]
    assert place.where == "云川省沁原市"


def test_the_document_keeps_the_contract(world: Store) -> None:
    answer = search(world, "灯笼", limit=1)
    assert answer.total == 2
    assert answer.counts == {"task": 2}
    data = answer.to_json()
    assert {"kind", "name", "uri", "score", "where"} <= data["hits"][0].keys()
    assert '"kind": "task"' in as_document(data)


def test_kinds_narrow_the_hits(world: Store) -> None:
    assert {hit.kind for hit in search(world, "质量", kinds=[Kind.PLAN]).hits} == {Kind.PLAN}
    nothing = search(world, "灯笼", kinds=[Kind.PLACE])
    assert nothing.reason == "含有“灯笼”的内容不在所选类别中"


def test_nothing_found_is_said_with_names_that_are_like_it(world: Store) -> None:
    answer = search(world, "栖陵市市场监督局")
    assert answer.hits == ()
    assert answer.near[0] == "栖陵市市场监督管理局"
    assert answer.reason == f"库中没有含有“栖陵市市场监督局”的内容；相近的名称：{'、'.join(answer.near)}"
    assert search(world, "天文 台历").reason == "库中没有同时含有“天文”、“台历”的内容"


def test_an_empty_store_says_how_to_fill_it(tmp_path: Path) -> None:
    assert search(store(tmp_path / "store"), "灯塔局").reason == "库中还没有文件，请先读入（qgraph load）"


def test_a_rejected_fact_is_not_found(tmp_path: Path) -> None:
    lanterns = target("灯塔数", Comparator.GE, 3, "座")
    kept = document(CITY, "栖陵市方案", [lanterns])
    assert search(store(tmp_path / "kept", kept), "灯塔", kinds=[Kind.TARGET]).total == 1
    rejected = dataclasses.replace(kept, targets=tuple(dataclasses.replace(one, status=Status.REJECTED) for one in kept.targets))
    assert search(store(tmp_path / "rejected", rejected), "灯塔", kinds=[Kind.TARGET]).total == 0


@pytest.mark.parametrize("words", ["", " \u3000", "\u200f\u202e", "\ufeff"])
def test_no_words_are_refused(world: Store, words: str) -> None:
    with pytest.raises(NotFoundError, match="没有给出要查的词"):
        search(world, words)


@pytest.mark.parametrize(
    ("words", "said"),
    [("质" * 10_000, "最多 200 个字"), ("\ufdfa" * LONGEST, "最多 200 个字"), (" ".join("甲乙丙丁戊己庚辛壬癸子"), "最多 10 个")],
)
def test_too_much_is_refused(world: Store, words: str, said: str) -> None:
    with pytest.raises(NotFoundError, match=said):
        search(world, words)


SIGNS = [
    "'",
    '"',
    "%",
    "_",
    "\x00",
    "\\",
    ".*",
    "[",
    "(?",
    "南浦\x00区",
    "') RETURN n //",
    "?s ?p ?o",
    "灯.坊",
    "𠮷",
    "e\u0301",
    "《》",
    "、。",
]


@pytest.mark.parametrize("words", SIGNS)
def test_signs_have_no_meaning(world: Store, words: str) -> None:
    texts = {thing.uri: thing.text for thing in index_of(world).things}
    hits = search(world, words, limit=EVERYTHING).hits
    assert all(holds(hit, match.word, match.how, match.name, texts[hit.uri]) for hit in hits for match in hit.matches)
    assert bool(hits) == any(plain(words) in plain(text) for thing in index_of(world).things for text in (thing.name, thing.text))


@pytest.mark.parametrize("words", ["\u202e南浦区市监局\u202c", "南浦区\u200b市监局", " 南浦区 市监局\n", "南\u00ad浦区市监局"])
def test_what_cannot_be_seen_makes_no_difference(world: Store, words: str) -> None:
    assert search(world, words).hits[0].name == "南浦区市场监督管理局"


def test_a_body_is_found_by_each_of_its_names_and_readings(samples: Store) -> None:
    known = index_of(samples)
    tried = 0
    for organ in organs(samples).values():
        place = known.spots[organ.place].name or ""
        for name in (organ.name, *organ.plates):
            rest = read(name.removeprefix(place))
            whole = read(place) + rest if name.startswith(place) else rest
            for words in (name, name[:-1], whole.letters, whole.initials):
                if plain(words) and (words in (name, name[:-1]) or typed(words)):
                    uris = {hit.uri for hit in search(samples, words, kinds=[Kind.BODY], limit=EVERYTHING).hits}
                    assert organ.uri in uris, (organ.name, words)
                    tried += 1
    assert tried > 400


def pieces(samples: Store, dice: Random) -> list[str]:
    """Words to search for: parts of names and sentences, and words of two such parts."""
    texts = [text for thing in index_of(samples).things for text in (thing.name, thing.text) if text]
    found = []
    for _ in range(150):
        text = dice.choice(texts)
        start, length = dice.randrange(len(text)), dice.randint(1, 5)
        found.append("".join(text[start : start + length].split()) or "质量")
    return [*found, *(f"{one} {other}" for one, other in zip(found[::2], found[1::2], strict=True))]


def test_a_hit_holds_all_the_words_and_no_fact_that_does_is_left_out(samples: Store) -> None:
    things = {thing.uri: thing for thing in index_of(samples).things}
    titles = {str(row["plan"]): str(row["title"]) for row in samples.run("plans")}
    shown = 0
    for words in pieces(samples, Random(7)):
        asked = [plain(word) for word in words.split()]
        if not all(asked):
            continue
        hits = {hit.uri: hit for hit in search(samples, words, limit=EVERYTHING).hits}
        for hit in hits.values():
            assert {match.word for match in hit.matches} in ({*asked}, {"".join(asked)})
            for match in hit.matches:
                assert holds(hit, match.word, match.how, match.name, things[hit.uri].text), (words, hit)
        for thing in things.values():
            own = [any(word in plain(text) for text in (*(name for name, _ in thing.names), thing.text)) for word in asked]
            around = [word in plain(titles.get(thing.plan or "", "")) for word in asked]
            if any(own) and all(mine or near for mine, near in zip(own, around, strict=True)):
                assert thing.uri in hits, (words, thing)
                shown += 1
    assert shown > 500


def holds(hit: Hit, word: str, how: How, name: str, text: str) -> bool:
    """Whether a word is in what it is said to be found by."""
    if how is How.TEXT:
        return word in plain(text)
    letters = typed(word) or "?"
    read_so = [letters in reading.letters or letters in reading.initials for part in (name, hit.name) for reading in readings(plain(part))]
    if how in (How.PINYIN, How.INITIALS):
        return any(read_so)
    return word in plain(name) or (how in (How.PLACE, How.PLAN) and any(read_so))


@given(st.text(max_size=60))
@settings(max_examples=300, deadline=None)
def test_words_are_folded_as_names_are(text: str) -> None:
    assert plain(text) == folded(text).casefold()


@given(st.lists(st.text("质量强市a", max_size=6), max_size=8), st.text("质量强市a", min_size=1, max_size=3))
def test_a_haystack_finds_what_holds_a_word(texts: list[str], word: str) -> None:
    stack = Haystack(texts)
    assert [number for number, _ in stack.find(word)] == [number for number, text in enumerate(texts) if word in text]
    assert [number for number, _ in stack.beginning(word)] == [number for number, text in enumerate(texts) if text.startswith(word)]
    assert [number for number, _ in stack.ending(word)] == [number for number, text in enumerate(texts) if text.endswith(word)]
    for number, fit in stack.find(word):
        assert (fit is Fit.EXACT) == (texts[number] == word)
        assert (fit is Fit.CONTAINED) == (not texts[number].startswith(word))


def test_a_syllable_is_no_part_of_another(world: Store) -> None:
    assert not any(hit.name == "南浦区市场监督管理局" for hit in search(world, "anju", limit=EVERYTHING).hits)
    assert any(hit.name == "南浦区市场监督管理局" for hit in search(world, "guanliju", limit=EVERYTHING).hits)


@pytest.mark.parametrize(("name", "reading"), [pair.split() for pair in READINGS.split(",")])
def test_places_are_read_as_they_are_called(name: str, reading: str) -> None:
    assert reading in [one.letters for one in readings(name)]


def test_a_place_and_what_follows_are_read_apart() -> None:
    assert (read("重庆市") + read("长寿区")).letters == "chongqingshichangshouqu"
    assert read("重庆市").first(2).letters == "chongqing"
    assert read("重庆市").first(3) == read("重庆市")


@pytest.mark.parametrize(
    ("word", "letters"),
    [
        ("chóngqìng", "chongqing"),
        ("xi'an", "xian"),
        ("lüliang", "lvliang"),
        ("lveyang", "lueyang"),
        ("a", None),
        ("2025", None),
        ("市a", None),
    ],
)
def test_pinyin_is_known_by_its_letters(word: str, letters: str | None) -> None:
    assert typed(plain(word)) == letters


def test_an_excerpt_is_the_sentence_around_the_word() -> None:
    text = "先立规矩。再点\u3000灯笼，\n后修灯塔；末了" + "很" * 200 + "亮。"
    assert excerpt(text, ["点灯笼"]) == "再点 灯笼，"
    assert excerpt(text, ["灯塔"]) == "后修灯塔；"
    assert excerpt(text, ["无"]) == "先立规矩。"
    long = excerpt(text, ["亮"])
    assert long.startswith("…")
    assert long.endswith("很亮。")
    assert len(long) <= 81
    assert excerpt("", ["无"]) == ""


def test_the_index_of_a_store_is_kept_until_the_store_changes(tmp_path: Path) -> None:
    with EmbeddedWriter(tmp_path / "store") as writer:
        writer.replace(reference.graphs())
        assert search(writer, "南浦区质量强区行动计划").total == 0
        first = index_of(writer)
        assert index_of(writer) is first
        quads = write.plan_quads(SOUTH_PLAN)
        graph = identity.plan_graph(identity.plan_key(SOUTH_PLAN))
        writer.replace({graph: quads, **places.changes(writer, graph, places.statements(quads))})
        assert search(writer, "南浦区质量强区行动计划").total == 1
        assert index_of(writer) is not first


@pytest.mark.neo4j
def test_both_stores_answer_alike(samples: EmbeddedReader, neo4j_server_store: Neo4jStore) -> None:
    empty(neo4j_server_store)
    sync(samples, neo4j_server_store)
    for words in [*pieces(samples, Random(3))[::10], "市监局", "scjgj", "南浦 质量", "质量", "20万元", "没有这样的"]:
        if all(plain(word) for word in words.split()):
            assert search(neo4j_server_store, words, limit=EVERYTHING) == search(samples, words, limit=EVERYTHING), words
