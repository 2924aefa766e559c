"""The website's lines go, the document's stay."""

from __future__ import annotations

import pytest

from loaders.reading import chrome
from loaders.reading.draft import Draft

BODY = "\n".join(
    ["临泽市质量强市工作方案", "一、总体要求"]
    + [f"{n}．各县区要建立第{n}类产品的质量档案，落实企业主体责任，按季公布抽查结果。" for n in range(1, 41)]
    + ["临泽市人民政府办公室", "2027年5月6日"]
)


def read(text: str) -> str:
    return Draft.of(text).apply(chrome.edits(text)).text.strip("\n")


@pytest.mark.parametrize(
    "line",
    [
        "您的位置：首页 > 政务公开 > 政策文件",
        "当前位置: 首页>>质检",
        "来源：云川日报",
        "【字体：大 中 小】",
        "浏览次数：120",
        "政务公开",
        "《质量强市工作方案.docx》由会员分享,可在线阅读,更多相关《质量强市工作方案.docx(8页)》请在范文网上搜索。",
        "【法宝引证码】 CLI.12.0000001",
        "微信 微博 QQ空间",
        "分享到： 新浪微博 | 微信 | 打印 | 关闭",
        "打印 关闭",
        "扫一扫在手机打开当前页",
        "用微信扫描二维码\n分享至好友和朋友圈",
        "CLI.12.0000001(EXT)",
        "首页 政务公开 政务服务 互动交流",
    ],
)
def test_head(line: str) -> None:
    assert read(f"{line}\n{BODY}") == BODY


@pytest.mark.parametrize(
    "lines",
    [
        "上一篇：关于开展质量月活动的通知",
        "扫描二维码 关注我们",
        "![临泽发布](https://example.org/weixin.jpg)",
        "扫一扫在手机打开当前页\n-->",
        "全部评论\n延伸阅读\n临泽电视台\n×",
        "相关链接\n质量工作方案解读\n全市质量大会召开\n质量月活动",
        "【纠错】\n责任编辑：张三",
        "分享到： 微信 微博 QQ空间",
        "您的位置：首页 > 政务公开\n首页 | 政务公开 | 互动交流",
        "相关阅读\n市政府召开常务会议\n全市质量大会召开\n我市新增名牌产品",
        "版权所有：临泽市人民政府\n主办：市政府办公室\n网站地图\n云ICP备00000000号",
    ],
)
def test_tail(lines: str) -> None:
    assert read(f"{BODY}\n{lines}") == BODY


@pytest.mark.parametrize(
    "line",
    [
        "（五）推广二维码追溯。对重点工业产品赋予“一品一码”，方便消费者扫码查询。",
        "41．打印质量白皮书，分送各单位，每年一期，由市局办公室负责编印。",
        "来源于财政的经费由市财政局统筹安排，专款专用，年底前完成绩效评价。",
    ],
)
def test_measures_stay_wherever_they_stand(line: str) -> None:
    assert read(f"{line}\n{BODY}\n{line}") == f"{line}\n{BODY}\n{line}"


def test_pieces_of_a_line_that_says_more() -> None:
    line = "来源：市政府办 发布时间：2027-05-06{}"
    for piece in (" 浏览次数：12", " 浏览次数：12次 字体：【大 中 小】", "  阅读量: 3 【打印本页】 【关闭窗口】"):
        assert read(line.format(piece) + "\n" + BODY) == line.format("") + "\n" + BODY


def test_a_footer_word_before_more_sentences_is_no_footer() -> None:
    text = BODY + "\n版权所有者的责任\n各企业要依法登记作品，保护自主品牌，防止侵权假冒。\n"
    assert read(text) == text.strip("\n")


def test_the_middle_is_never_looked_at() -> None:
    middle = BODY.replace("20．", "首页\n20．")
    assert read(middle) == middle


def test_the_contents_of_a_sharing_site_go() -> None:
    text = "经验材料\n目录/提纲：……\n一、健全机制\n一是政府推动\n……\n" + BODY
    assert read(text) == "经验材料\n" + BODY
