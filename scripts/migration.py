"""Writes the next numbered migration from the models: migration.py [--first] MESSAGE."""

from __future__ import annotations

import os
import re
import sys
import tempfile
from pathlib import Path

from alembic import command
from sqlalchemy import DDL, Executable, MetaData, create_mock_engine

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
os.chdir(ROOT)

from app import CAPABILITIES  # noqa: E402 -- the root must be on the path first
from app.kernel import schema  # noqa: E402
from app.kernel.cli import alembic_config  # noqa: E402

VERSIONS = ROOT / "migrations" / "versions"
HEAD = ROOT / "migrations" / ".current-alembic-head"
_FUNCTION = re.compile(r"CREATE OR REPLACE FUNCTION (klubba_\w+)\(\)")
DIALECTS = {"sqlite": "sqlite", "postgresql": "postgresql+psycopg"}


def main(arguments: list[str]) -> None:
    """Write the migration against an empty database that has all the earlier ones."""
    first = "--first" in arguments
    message = " ".join(a for a in arguments if a != "--first").strip()
    if not message:
        sys.exit('Say what it does: make migration m="add the number of a case"')
    if first:
        for old in VERSIONS.glob("*.py"):
            old.unlink()
    with tempfile.TemporaryDirectory() as folder:
        config = alembic_config(f"sqlite:///{folder}/empty.sqlite3")
        config.set_main_option("file_template", "%%(rev)s_%%(slug)s")
        number = len(list(VERSIONS.glob("*.py"))) + 1
        if not first:
            command.upgrade(config, "head")
        command.revision(config, message, autogenerate=True, rev_id=f"{number:03d}")
    HEAD.write_text(f"{number:03d}\n")
    path = next(VERSIONS.glob(f"{number:03d}_*.py"))
    if first:
        path.write_text(_with_triggers(path.read_text()))
    print(f"Wrote {path.relative_to(ROOT)}. Read it, and add triggers and changed CHECKs by hand.")


def triggers(metadata: MetaData, dialect: str) -> list[str]:
    """Return the functions and triggers that the models make beside their tables, in order."""
    found: dict[str, None] = {}

    def note(statement: Executable, *_: object) -> None:
        if isinstance(statement, DDL):
            found[str(statement.compile(dialect=engine.dialect)).replace("%%", "%").strip()] = None

    engine = create_mock_engine(f"{dialect}://", note)
    metadata.create_all(engine, checkfirst=False)
    return list(found)


def _with_triggers(text: str) -> str:
    lines = ["TRIGGERS = {"]
    for dialect, driver in DIALECTS.items():
        lines.append(f'    "{dialect}": [')
        lines += [f'        """{s}""",' for s in triggers(schema.metadata(CAPABILITIES), driver)]
        lines.append("    ],")
    table = "\n".join([*lines, "}", "", "", "def upgrade()"])
    text = text.replace("def upgrade()", table, 1)
    make = "    for statement in TRIGGERS[op.get_bind().dialect.name]:\n"
    make += "        op.execute(statement)\n\n\ndef downgrade()"
    text = text.replace("\n\ndef downgrade()", make, 1)
    drop = '    if op.get_bind().dialect.name == "postgresql":\n'
    for name in sorted(set(_FUNCTION.findall(text))):
        drop += f'        op.execute("DROP FUNCTION IF EXISTS {name}()")\n'
    return f"{text.rstrip()}\n{drop}"


if __name__ == "__main__":
    main(sys.argv[1:])
