"""Every gate is proved by a deliberate violation: a gate that cannot fail is no gate."""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from app.kernel import db
from app.kernel.authz import PUBLIC, requires
from tests.architecture import shape
from tests.conftest import browser_of
from tests.support import page_lint, people, timing

BIN = Path(sys.executable).parent
CONFIG = str(shape.ROOT / "pyproject.toml")

GOOD = (
    '<!DOCTYPE html><html lang="sv"><head><meta charset="utf-8"><title>Kallelse – Klubba</title>'
    "</head><body><main><h1>Kallelse</h1>{}</main></body></html>"
)
BAD_PAGES = {
    "two headings": (GOOD.format("<h1>Igen</h1>"), "2 H1"),
    "title": (GOOD.format("").replace("<title>Kallelse", "<title>Möte"), "does not begin with"),
    "ids": (GOOD.format('<p id="a"></p><p id="a"></p>'), "occurs 2 times"),
    "label": (GOOD.format('<input name="namn">'), "has no label"),
    "empty label": (GOOD.format('<label for="a"></label><input id="a" name="n">'), "no label"),
    "select": (GOOD.format('<select name="x"><option>a</option></select>'), "has no label"),
    "button": (GOOD.format("<button></button>"), "a button has no text"),
    "empty link": (GOOD.format('<a href="/finns"></a>'), "has no text"),
    "action": (
        GOOD.format('<form method="post" action="/borta"><input type="hidden" name="csrf_token">'),
        "leads nowhere",
    ),
    "link": (GOOD.format('<a href="/borta">Borta</a>'), "leads nowhere"),
    "token": (GOOD.format('<form method="post" action="/finns"></form>'), "no CSRF token"),
    "token given away": (
        GOOD.format(
            '<form method="post" action="https://tjanst.example/">'
            '<input type="hidden" name="csrf_token"></form>'
        ),
        "gives our CSRF token to another site",
    ),
    "style": (GOOD.format('<p style="color: red">x</p>'), "inline style"),
    "handler": (GOOD.format('<p onclick="x()">x</p>'), "inline onclick"),
    "script": (GOOD.format("<script>x()</script>"), "a script stands in the page"),
    "style element": (GOOD.format("<style>p {}</style>"), "a style element"),
    "javascript": (GOOD.format('<a href="javascript:x()">x</a>'), "runs script"),
    "language": (GOOD.format("").replace('lang="sv"', 'lang="en"'), "lang=sv"),
    "none": (GOOD.format("<p>Plats: None</p>"), "as None"),
    "none value": (GOOD.format('<label>Ort <input value="None"></label>'), "as None"),
    "english": (GOOD.format("<p>This field is required</p>"), "English"),
    "picture": (GOOD.format('<img src="/x.png">'), "has no alt"),
    "table": (GOOD.format("<table><tr><td>x</td></tr></table>"), "no caption"),
    "described": (GOOD.format('<p aria-describedby="b">x</p>'), "points at 'b'"),
    "anchor": (GOOD.format('<a href="#b">x</a>'), "points at '#b'"),
    "label target": (GOOD.format('<label for="b">x</label>'), "points at 'b'"),
    "nesting": (GOOD.format("<p><div></p>"), "html5lib"),
}


def read(html: str) -> list[str]:
    return page_lint.problems(html, resolves=lambda path, _method: path == "/finns")


def run(*command: str, text: str = "", cwd: Path = shape.ROOT) -> subprocess.CompletedProcess[str]:
    arguments = [str(BIN / command[0]), *command[1:]]
    return subprocess.run(
        arguments, input=text, capture_output=True, text=True, check=False, cwd=cwd
    )


def test_a_good_page_passes():
    field = '<label for="n">Namn</label><input id="n" name="n" value="Åsa">'
    assert read(GOOD.format(f'<form method="get" action="/finns">{field}</form>')) == []


@pytest.mark.parametrize("name", BAD_PAGES)
def test_the_page_lint_finds(name):
    html, found = BAD_PAGES[name]

    assert [problem for problem in read(html) if found in problem]


def test_the_client_refuses_a_bad_page_and_a_forgotten_commit(make_app):
    app = make_app()

    @requires(PUBLIC)
    def forgets() -> str:
        people.make_person(db.session())
        return GOOD.format("")

    app.add_url_rule("/dalig", "bad", requires(PUBLIC)(lambda: "<h1>x"))
    app.add_url_rule("/glomsk", "forgets", forgets, methods=["GET", "POST"])
    with app.app_context():
        people.make_association(db.session())
        browser = browser_of(app, db.session())
        with pytest.raises(AssertionError, match="lang=sv"):
            browser.get("/dalig")
        with pytest.raises(AssertionError, match="left uncommitted"):
            browser.post("/glomsk")


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("F401", "import os\n"),
        ("D103", '"""M."""\n\n\ndef public(x: int) -> int:\n    return x\n'),
        ("FIX002", "# TO" + "DO later\n"),
        ("S608", '"""M."""\n\nquery = f"SELECT {x} FROM t"\n'),
    ],
)
def test_ruff_refuses(code, text):
    done = run("ruff", "check", "--config", CONFIG, "--stdin-filename", "app/x.py", "-", text=text)

    assert done.returncode == 1
    assert code in done.stdout


def test_ruff_refuses_another_format():
    done = run("ruff", "format", "--check", "--stdin-filename", "app/x.py", "-", text="x=1\n")

    assert done.returncode == 1


@pytest.mark.slow
def test_mypy_refuses_an_untyped_and_a_wrong_function(tmp_path):
    (tmp_path / "bad.py").write_text("def f(x): return x\n\n\ndef g() -> int:\n    return 'x'\n")

    done = run(
        "mypy", "--config-file", CONFIG, "--cache-dir", str(tmp_path), "bad.py", cwd=tmp_path
    )

    assert done.returncode == 1
    assert "no-untyped-def" in done.stdout
    assert "return-value" in done.stdout


@pytest.mark.slow
def test_import_linter_refuses_the_wrong_direction(tmp_path):
    shutil.copytree(shape.ROOT / "app", tmp_path / "app")
    shutil.copy(CONFIG, tmp_path)
    violations = {
        "registry/queries": "from app.meetings import queries as upwards",
        "meetings/domain": "import flask",
        "association/queries": "from app.association import services as upwards",
        "registry/services": "import flask",
    }
    for name, line in violations.items():
        path = tmp_path / "app" / f"{name}.py"
        path = path if path.exists() else tmp_path / "app" / name / "__init__.py"
        path.write_text(path.read_text() + f"\n{line}\n")

    done = run("lint-imports", "--no-cache", cwd=tmp_path)

    assert done.returncode == 1
    broken = " ".join(done.stdout.split())
    assert "4 broken" in broken, broken


def test_djlint_refuses_a_picture_without_words(tmp_path):
    (tmp_path / "bad.html").write_text('<img src="/x.png">\n')

    done = run("djlint", str(tmp_path), "--lint", "--configuration", CONFIG)

    assert done.returncode == 1
    assert "H013" in done.stdout


def test_the_coverage_gate_wants_every_branch_of_the_rules():
    gate = script("coverage_gate")

    def report(domain: float, rest: int) -> dict:
        return {
            "files": {
                "app/meetings/domain.py": {"summary": {"percent_covered": domain}},
                "app/meetings/services/agenda.py": {"summary": {"percent_covered": 100.0}},
                "app/meetings/routes.py": {
                    "summary": {
                        "percent_covered": rest,
                        "covered_lines": rest,
                        "num_statements": 100,
                    }
                },
            }
        }

    assert gate.shortfalls(report(100.0, 90)) == []
    assert "app/meetings/domain.py" in gate.shortfalls(report(99.9, 90))[0]
    assert "the rest: 89.0 %" in gate.shortfalls(report(100.0, 89))[0]


def test_a_test_that_takes_its_time_is_noted_and_ten_times_too_long_fails():
    noted: list[tuple[str, str]] = []
    assert timing.limit_for(Path("tests/unit/x.py"), slow=False) == 0.010
    assert timing.limit_for(Path("tests/unit/x.py"), slow=True) is None
    assert timing.limit_for(Path("tests/browser/x.py"), slow=False) is None

    with timing.limited(0.001, noted):
        busy(0.003)
    with pytest.raises(timing.TooSlowError), timing.limited(0.001, noted):
        busy(0.02)

    assert [name for name, _ in noted] == [timing.OVER, timing.OVER]


def busy(seconds: float) -> None:
    until = time.thread_time() + seconds
    while time.thread_time() < until:
        pass


def script(name: str):
    """Return a module of scripts/."""
    spec = importlib.util.spec_from_file_location(name, shape.ROOT / "scripts" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
