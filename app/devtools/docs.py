"""The documents that are written from the code: rules, permissions, states, a schema."""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from flask import Flask

from app import CAPABILITIES, create_app
from app.applications.exchange import schema
from app.config import ROOT, Settings
from app.devtools.permission_matrix import as_csv
from app.kernel import rules
from app.kernel.machine import Machine

_STATE = """# {name}

Written from the table in `{module}` with `make docs`.

```mermaid
{diagram}```
"""


def machines() -> Iterator[tuple[str, Machine[Any, Any, Any]]]:
    """Yield every state machine of the capabilities with the module that holds it."""
    for capability in CAPABILITIES:
        name = f"{capability.__name__}.domain"
        if find_spec(name):
            for value in vars(import_module(name)).values():
                if isinstance(value, Machine):
                    yield name, value


def written(app: Flask) -> dict[Path, str]:
    """Return the content of every generated document, by its path in the repository."""
    found = {
        Path("docs/rules.md"): rules.as_markdown(),
        Path("docs/permissions.csv"): as_csv(app),
        Path("docs/application.schema.json"): json.dumps(schema(), ensure_ascii=False, indent=2)
        + "\n",
    }
    for module, machine in machines():
        path = Path(f"docs/state/{machine.name}.md")
        found[path] = _STATE.format(name=machine.name, module=module, diagram=machine.mermaid())
    return found


def differences(app: Flask, root: Path = ROOT) -> list[str]:
    """List the committed documents that are not what the code says now."""
    wanted = written(app)
    kept = {path.relative_to(root) for path in (root / "docs/state").glob("*.md")}
    stale = [f"{path} is no longer written" for path in sorted(kept - wanted.keys())]
    for path, text in wanted.items():
        if not (root / path).exists() or (root / path).read_text() != text:
            stale.append(f"{path} is not what the code says")
    return stale


def main(arguments: list[str]) -> int:
    """Write the documents, or with --check only compare them; returns the exit status."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings("sqlite://", "x" * 40, Path(folder))
        app = create_app(settings)
    if "--check" in arguments:
        found = differences(app)
        print("\n".join([*found, "Run make docs."] if found else ["docs/ is what the code says"]))
        return bool(found)
    for path, text in written(app).items():
        (ROOT / path).parent.mkdir(parents=True, exist_ok=True)
        (ROOT / path).write_text(text)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
