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
    "which finds the one that writes, or open the database for writing"
)
REFUSED = "Neo4j refused the user name or the password: put them into a file (--neo4j-file), or into NEO4J_USERNAME and NEO4J_PASSWORD"
# What the server's code says → what to tell. `{said}` is the server's own sentence.
CODES = {
    "Neo.ClientError.Security.AuthenticationRateLimit": (
        "Neo4j lets this user wait after several wrong passwords: wait a few seconds, and see that NEO4J_PASSWORD is right"
    ),
    "Neo.ClientError.Security.CredentialsExpired": (
        "Neo4j wants this user's first password changed before anything else: sign in with Neo4j Browser or cypher-shell, choose another"
    ),
    "Neo.ClientError.Database.DatabaseNotFound": (
        "the server has no such database ({said}): name another with --neo4j-database or NEO4J_DATABASE; a Community server has one, neo4j"
    ),
    "Neo.ClientError.Security.Forbidden": (
        "this user has not the right to do that ({said}): reading needs the role reader, `qgraph sync` the role architect"
    ),
    "Neo.TransientError.General.DatabaseUnavailable": (
        "the server answers, but the database is not up: wait until it has started, or look into the server's log"
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
        raise StoreError(_sentence(list(_causes(error)), uri)) from error


def _sentence(causes: list[BaseException], uri: str) -> str:
    """What to tell a user; the most exact of the causes decides."""
    for cause in causes:
        code = cause.code if isinstance(cause, Neo4jError) else None
        if code in CODES:
            return CODES[code].format(said=_said(cause))
        if isinstance(cause, AuthError):
            return REFUSED
        if isinstance(cause, ssl.SSLCertVerificationError):
            return (
                f"the certificate of {uri} is not to be trusted ({cause.verify_message}): name the authority that signed it in "
                "SSL_CERT_FILE, or take any certificate, on a network that you trust, with bolt+ssc:// or neo4j+ssc://"
            )
        if isinstance(cause, ssl.SSLError):
            return f"{uri} does not answer encrypted: use bolt:// or neo4j:// without +s, or switch TLS on at the server"
        if isinstance(cause, WriteServiceUnavailable):
            return "no server of the cluster takes anything to write at the moment: wait a minute; if it stays so, look at the cluster"
    said = " ".join(map(str, causes))
    if "looks like HTTP" in said:
        return f"{uri} is the server's port for browsers; programs connect to its Bolt port, mostly 7687"
    if "incomplete handshake" in said:
        return f"the server at {uri} hung up at once: it may want an encrypted connection (bolt+s://, neo4j+s://), or it is no Neo4j"
    first = causes[0]
    if isinstance(first, SessionExpired):
        return "the connection to Neo4j was lost: see that the server still runs, and try again"
    if isinstance(first, ServiceUnavailable) and uri == ELSEWHERE:
        return "no Neo4j server answers any more: see that it still runs, and run the command again; it goes on where this one stopped"
    if isinstance(first, ServiceUnavailable):
        return f"no Neo4j server answers at {uri}; start one (`make neo4j`) or give another address with --neo4j"
    if isinstance(first, ConfigurationError):
        return f"{uri} is no address of a Neo4j server: {_said(first)}"
    return f"Neo4j failed: {_said(first)}"


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
