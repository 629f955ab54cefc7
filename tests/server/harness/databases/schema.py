# SPDX-License-Identifier: Apache-2.0
"""The module's tables and statements as its sources have them, and databases that begin with tables or a dump."""
import functools
import pathlib
import re
import subprocess

from .. import modules
from . import DRIVER, make

SOURCE = modules.REPOSITORY / "src" / "store"
FILES = sorted((SOURCE / "schema" / DRIVER).glob("[0-9]*.sql"))
DUMPS = modules.REPOSITORY / "tests" / "server" / "dumps" / DRIVER
LATEST = int(FILES[-1].name[:3])


def split(path: pathlib.Path) -> list:
    """The statements of a migration."""
    return [text.strip() for text in re.sub(r"(?m)^--.*", "", path.read_text("utf-8")).split(";\n") if text.strip()]


def migrate(database) -> None:
    """Makes the tables by hand, as docs/databases.md says."""
    for path in FILES:
        for statement in split(path):
            database.write(statement)


@functools.lru_cache(maxsize=None)
def _texts() -> list:
    """What the program that `make build/texts` makes prints: rows of fields."""
    program = modules.REPOSITORY / "build" / "texts"
    assert program.exists(), "make build/texts"
    printed = subprocess.run([program], capture_output=True, text=True, check=True).stdout
    return [line.split("\t") for line in printed.splitlines()]


def names() -> list:
    """Names of the module's statements, in order."""
    return re.findall(r"^ +TA_SQL_(\w+),", (SOURCE / "sql.h").read_text(), re.M)


def statements() -> dict:
    """Their texts for this database by name, arguments marked by %s and %lld."""
    texts = [fields[2] for fields in _texts() if fields[:2] == ["statement", DRIVER]]
    assert len(names()) == len(texts)
    return dict(zip(names(), texts))


def question() -> str:
    """The query that tells what tables, columns and indexes there are: kind, name, form, size."""
    return next(fields[2] for fields in _texts() if fields[:2] == ["shape", DRIVER])


def parts() -> list:
    """What there must be: kind, name, size."""
    return [(fields[1], fields[2], int(fields[3])) for fields in _texts() if fields[0] == "part"]


def prepared(fill):
    """Makes databases into which that function has put something before their site comes."""
    def begin(root: pathlib.Path):
        database = make(root)
        create = database.create

        def create_and_fill() -> None:
            database.create = create
            create()
            fill(database)
        database.create = create_and_fill
        return database
    return begin


def restored(path: pathlib.Path):
    """Makes databases that hold what a dump holds."""
    return prepared(lambda database: database.restore(path.read_text("utf-8")))
