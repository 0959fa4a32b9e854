"""The shape of the repository: each function takes a root and lists what breaks one rule."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
NOT_CAPABILITIES = {"kernel", "devtools"}
SHARED_TEMPLATES = {"layouts", "components", "errors", "emails", "devtools"}
MODULES = {
    "__init__", "domain", "models", "queries", "policies", "services", "forms", "routes", "cli",
    "notifications", "documents", "exchange",
}  # fmt: skip
ALSO = {"documents": {"engine", "kinds", "pdf"}, "archive": {"schemas"}}
PRIVATE = {"models", "forms", "routes"}
MAY_SEE_MODELS = {"models", "queries", "exchange"}  # exchange moves whole rows as they are
MOST_LINES = 400
MOST_LINES_OF_SCRIPT = 150
_LEFT_BEHIND = re.compile(r"(#|//|/\*|<!--).*\b(TODO|FIXME|XXX|HACK)\b")
_ADDRESS = re.compile(r"https?://\S+/(simple|packages)/|\"resolved\":|/home/\w+/")
_INLINE = re.compile(r"\sstyle=|\son[a-z]+=\"|<style|<script(?![^>]*\ssrc=)|\|\s*safe\b")
_READ_AS_TEXT = {".py", ".html", ".css", ".js", ".md", ".txt", ".in", ".toml", ".json", ".sh"}


def capabilities(root: Path = ROOT) -> list[str]:
    """Return the names of the capabilities."""
    found = (p for p in (root / "app").iterdir() if (p / "__init__.py").exists())
    return sorted(p.name for p in found if p.name not in NOT_CAPABILITIES)


def strange_template_folders(root: Path = ROOT) -> list[str]:
    """Template folders mirror the capabilities."""
    folders = {p.name for p in (root / "templates").iterdir() if p.is_dir()}
    return sorted(folders - SHARED_TEMPLATES - set(capabilities(root)))


def strange_modules(root: Path = ROOT) -> list[str]:
    """A capability holds the files of the architecture and no others."""
    return [
        f"{name}/{path.name}"
        for name in capabilities(root)
        for path in sorted((root / "app" / name).iterdir())
        if path.name != "__pycache__" and path.stem not in MODULES | ALSO.get(name, set())
    ]


def foreign_templates(root: Path = ROOT) -> list[str]:
    """A capability renders its own templates and mails, by names that stand in its own files."""
    return [
        f"{path.relative_to(root)}:{line} {template}"
        for name in capabilities(root)
        for path in sorted((root / "app" / name).rglob("*.py"))
        for line, template in _templates_named(path)
        if not template.startswith((f"{name}/", "emails/"))
    ]


def _templates_named(path: Path) -> Iterator[tuple[int, str]]:
    """Yield every text that ends in .html; of a text with braces, what stands before them."""
    tree = _tree(path)
    inside = {
        id(part)
        for node in ast.walk(tree)
        if isinstance(node, ast.JoinedStr)
        for part in node.values
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            parts = [p.value if isinstance(p, ast.Constant) else "{}" for p in node.values]
            text = "".join(str(part) for part in parts)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            text = "" if id(node) in inside else node.value
        else:
            continue
        if text.endswith(".html"):
            yield node.lineno, text


def too_long(root: Path = ROOT) -> list[str]:
    """Files stay small: 400 lines, and 150 for a script."""
    files = [
        *(root / "app").rglob("*.py"),
        *(root / "tests").rglob("*.py"),
        *(root / "templates").rglob("*.html"),
        *(root / "static").rglob("*.js"),
    ]
    return [
        f"{path.relative_to(root)}: {lines} lines"
        for path in sorted(files)
        if (lines := len(path.read_text().splitlines()))
        > (MOST_LINES_OF_SCRIPT if path.suffix == ".js" else MOST_LINES)
    ]


def other_committers(root: Path = ROOT) -> list[str]:
    """Only kernel/db.py commits or rolls back."""
    return [
        f"{path.relative_to(root)}:{node.lineno}"
        for path in sorted((root / "app").rglob("*.py"))
        if path != root / "app" / "kernel" / "db.py"
        for node in ast.walk(_tree(path))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in {"commit", "rollback"}
    ]


def trespassers(root: Path = ROOT) -> list[str]:
    """Models, forms and routes are private; others' models and queries may refer to a model.

    A name that only a type annotation needs gives nothing away.
    """
    found = []
    for path in sorted((root / "app").rglob("*.py")):
        parts = path.relative_to(root / "app").with_suffix("").parts
        if parts[0] in {"devtools", "__init__"}:
            continue
        for line, module in _imports(path):
            match module.split("."):
                case ["app", owner, part, *_] if owner in capabilities(root) and part in PRIVATE:
                    related = part == "models" and len(parts) > 1 and parts[1] in MAY_SEE_MODELS
                    if owner != parts[0] and not related:
                        found.append(f"{path.relative_to(root)}:{line} imports {module}")
    return found


def users_of_devtools(root: Path = ROOT) -> list[str]:
    """Nobody but the application factory imports the developer's tools."""
    return [
        f"{path.relative_to(root)}:{line}"
        for path in sorted((root / "app").rglob("*.py"))
        if path.relative_to(root).parts[:2] != ("app", "devtools")
        and path != root / "app" / "__init__.py"
        for line, module in _imports(path)
        if module.startswith("app.devtools")
    ]


def left_behind(root: Path = ROOT) -> list[str]:
    """Nothing says that it is not finished."""
    return _lines_with(_LEFT_BEHIND, root, "app", "templates", "static", "migrations", "docs")


def addresses(root: Path = ROOT) -> list[str]:
    """No file holds a download address or a path of somebody's machine."""
    folders = ("app", "templates", "static", "migrations", "docs", "requirements", "scripts")
    return _lines_with(_ADDRESS, root, *folders)


def inline(root: Path = ROOT) -> list[str]:
    """Templates hold no inline styles or scripts, and trust no text to be HTML."""
    return _lines_with(_INLINE, root, "templates")


def codes_in(root: Path = ROOT) -> dict[str, str]:
    """Return every error code that is raised, with the place of one."""
    found: dict[str, str] = {}
    for path in sorted((root / "app").rglob("*.py")):
        for call in _calls(path, "DomainError"):
            if code := _literal(call):
                found.setdefault(code, f"{path.relative_to(root)}:{call.lineno}")
    return found


def named_rules(root: Path, folder: str, known: set[str]) -> dict[str, list[str]]:
    """Return the rule ids that the folder's files name, and where."""
    names = "|".join(sorted((re.escape(k) for k in known), key=len, reverse=True))
    pattern = re.compile(rf"(?<![\w])(?:rules?[ _])?({names})(?![\w])", re.IGNORECASE)
    found: dict[str, list[str]] = {}
    for path in sorted((root / folder).rglob("*.py")):
        for line in path.read_text().splitlines():
            if "rule" in line.lower():
                for name in _ids(line, pattern):
                    found.setdefault(name, []).append(str(path.relative_to(root)))
    return found


def _ids(line: str, pattern: re.Pattern[str]) -> Iterator[str]:
    # Test names carry ids between underscores: test_rule_k7_reminds.
    for text in (line, line.replace("_", " ")):
        yield from (match[1].upper() for match in pattern.finditer(text))


def _lines_with(pattern: re.Pattern[str], root: Path, *folders: str) -> list[str]:
    return [
        f"{path.relative_to(root)}:{number}: {line.strip()[:100]}"
        for folder in folders
        for path in sorted((root / folder).rglob("*"))
        if path.suffix in _READ_AS_TEXT and path.is_file()
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if pattern.search(line)
    ]


def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text())


def _calls(path: Path, name: str) -> Iterator[ast.Call]:
    for node in ast.walk(_tree(path)):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == name:
            yield node


def _literal(call: ast.Call) -> str:
    first = call.args[0] if call.args else None
    return first.value if isinstance(first, ast.Constant) and isinstance(first.value, str) else ""


def _imports(path: Path) -> Iterator[tuple[int, str]]:
    """Yield what a file imports when it runs, with line numbers."""
    for node in _running(_tree(path)):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.lineno, node.module
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)


def _running(node: ast.AST) -> Iterator[ast.AST]:
    """Walk the tree past the blocks that only a type checker reads."""
    yield node
    for child in ast.iter_child_nodes(node):
        if not (isinstance(child, ast.If) and getattr(child.test, "id", "") == "TYPE_CHECKING"):
            yield from _running(child)


RULES: tuple[Callable[[Path], list[str]], ...] = (
    strange_template_folders,
    strange_modules,
    foreign_templates,
    too_long,
    other_committers,
    trespassers,
    users_of_devtools,
    left_behind,
    addresses,
    inline,
)
