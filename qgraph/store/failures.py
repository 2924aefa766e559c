"""What can go wrong at a Neo4j server, each in one sentence that says what to do.

Decisions
---------
* The server's code decides, not the words of its message. Only the driver's own errors have none: there its words must do.
* The driver hides many a cause behind an error of its own (of a cluster: in a group of causes), so the most exact one is looked for.
"""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from contextlib import contextmanager

from neo4j.exceptions import (
    AuthError,
    ConfigurationError,
    DriverError,
    Neo4jError,
    ServiceUnavailable,
    SessionExpired,
    WriteServiceUnavailable,
)

from qgraph.errors import StoreError

ELSEWHERE = "its address"  # what is said where the address is not known
READ_ONLY = (
    "this server takes nothing to write: it only reads, or another of its cluster leads; sync to the cluster's neo4j:// address, "
    "which finds the one that writes, or open the database for writing",
    "这台服务器只能读取，或者由集群中的另一台写入：请同步到集群的 neo4j:// 地址，或把数据库设为可写",
)
REFUSED = (
    "Neo4j refused the user name or the password: put them into a file (--neo4j-file), or into NEO4J_USERNAME and NEO4J_PASSWORD",
    "Neo4j 拒绝了用户名或密码：请写入文件（--neo4j-file），或写入 NEO4J_USERNAME 和 NEO4J_PASSWORD",
)
# What the server's code says → what to tell, in English and in Chinese. `{said}` is the server's own sentence.
CODES = {
    "Neo.ClientError.Security.AuthenticationRateLimit": (
        "Neo4j lets this user wait after several wrong passwords: wait a few seconds, and see that NEO4J_PASSWORD is right",
        "密码错了几次，Neo4j 要求稍等：请过几秒再试，并核对 NEO4J_PASSWORD",
    ),
    "Neo.ClientError.Security.CredentialsExpired": (
        "Neo4j wants this user's first password changed before anything else: sign in with Neo4j Browser or cypher-shell, choose another",
        "Neo4j 要求先修改初始密码：请用 Neo4j Browser 或 cypher-shell 登录修改",
    ),
    "Neo.ClientError.Database.DatabaseNotFound": (
        "the server has no such database ({said}): name another with --neo4j-database or NEO4J_DATABASE; a Community server has one, neo4j",
        "服务器上没有这个数据库（{said}）：请用 --neo4j-database 或 NEO4J_DATABASE 另指；社区版只有 neo4j 一个",
    ),
    "Neo.ClientError.Security.Forbidden": (
        "this user has not the right to do that ({said}): reading needs the role reader, `qgraph sync` the role architect",
        "这个用户没有权限（{said}）：读取要 reader 角色，同步要 architect 角色",
    ),
    "Neo.TransientError.General.DatabaseUnavailable": (
        "the server answers, but the database is not up: wait until it has started, or look into the server's log",
        "服务器有应答，但数据库还没有启动：请稍等，或查看服务器日志",
    ),
    "Neo.ClientError.Cluster.NotALeader": READ_ONLY,
    "Neo.ClientError.General.ForbiddenOnReadOnlyDatabase": READ_ONLY,
    "Neo.ClientError.General.WriteOnReadOnlyAccessDatabase": READ_ONLY,
}


@contextmanager
def failing(uri: str = ELSEWHERE) -> Iterator[None]:
    """Turn what the driver raises into one sentence for users."""
    try:
        yield
    except (Neo4jError, DriverError) as error:
        raise StoreError(*_sentence(list(_causes(error)), uri)) from error


def _sentence(causes: list[BaseException], uri: str) -> tuple[str, str]:
    """What to tell a user, in English and in Chinese; the most exact of the causes decides."""
    there = "它的地址" if uri == ELSEWHERE else uri
    for cause in causes:
        code = cause.code if isinstance(cause, Neo4jError) else None
        if code in CODES:
            en, zh = CODES[code]
            return en.format(said=_said(cause)), zh.format(said=_said(cause))
        if isinstance(cause, AuthError):
            return REFUSED
        if isinstance(cause, ssl.SSLCertVerificationError):
            return (
                f"the certificate of {uri} is not to be trusted ({cause.verify_message}): name the authority that signed it in "
                "SSL_CERT_FILE, or take any certificate, on a network that you trust, with bolt+ssc:// or neo4j+ssc://",
                f"{there} 的证书不可信（{cause.verify_message}）：请用 SSL_CERT_FILE 指明签发机构；在可信网络内也可用 bolt+ssc:// 或 neo4j+ssc://",
            )
        if isinstance(cause, ssl.SSLError):
            return (
                f"{uri} does not answer encrypted: use bolt:// or neo4j:// without +s, or switch TLS on at the server",
                f"{there} 不支持加密连接：请用不带 +s 的 bolt:// 或 neo4j://，或在服务器上启用 TLS",
            )
        if isinstance(cause, WriteServiceUnavailable):
            return (
                "no server of the cluster takes anything to write at the moment: wait a minute; if it stays so, look at the cluster",
                "集群目前没有可写的服务器：请稍等一分钟；如果仍然如此，请检查集群",
            )
    said = " ".join(map(str, causes))
    if "looks like HTTP" in said:
        return (
            f"{uri} is the server's port for browsers; programs connect to its Bolt port, mostly 7687",
            f"{there} 是浏览器用的端口；程序要连 Bolt 端口，一般是 7687",
        )
    if "incomplete handshake" in said:
        return (
            f"the server at {uri} hung up at once: it may want an encrypted connection (bolt+s://, neo4j+s://), or it is no Neo4j",
            f"{there} 的服务器立即断开：它可能要求加密连接（bolt+s://、neo4j+s://），或者不是 Neo4j",
        )
    first = causes[0]
    if isinstance(first, SessionExpired):
        return (
            "the connection to Neo4j was lost: see that the server still runs, and try again",
            "与 Neo4j 的连接断了：请确认服务器仍在运行，再试一次",
        )
    if isinstance(first, ServiceUnavailable) and uri == ELSEWHERE:
        return (
            "no Neo4j server answers any more: see that it still runs, and run the command again; it goes on where this one stopped",
            "Neo4j 服务器不再应答：请确认它仍在运行，再同步一次，会从停下的地方继续",
        )
    if isinstance(first, ServiceUnavailable):
        return (
            f"no Neo4j server answers at {uri}; start one (`make neo4j`) or give another address with --neo4j",
            f"{there} 没有 Neo4j 服务器应答：请启动一个（make neo4j），或用 --neo4j 另给地址",
        )
    if isinstance(first, ConfigurationError):
        return (
            f"{uri} is no address of a Neo4j server: {_said(first)}",
            f"{there} 不是 Neo4j 服务器的地址：{_said(first)}",
        )
    return (
        f"Neo4j failed: {_said(first)}",
        f"Neo4j 出错：{_said(first)}",
    )


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    """An error, what it comes from, and the parts of a group: of a routing driver the cause proper stands in one."""
    while error is not None:
        yield error
        if isinstance(error, BaseExceptionGroup):
            for part in error.exceptions:
                yield from _causes(part)
        error = error.__cause__


def _said(error: BaseException) -> str:
    """The first line of an error's message."""
    message = error.message if isinstance(error, Neo4jError) else str(error)
    return str(message).strip().partition("\n")[0] or type(error).__name__
