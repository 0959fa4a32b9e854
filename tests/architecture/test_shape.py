"""The shape of the repository holds, and every shape rule can fail."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.architecture import shape

# One deliberate violation per rule: the file, what it holds, and what is found.
VIOLATIONS = {
    "strange_template_folders": ("templates/economy/page.html", "", "economy"),
    "strange_modules": ("app/meetings/utils.py", "", "meetings/utils.py"),
    "foreign_templates": (
        "app/meetings/routes.py",
        "def view():\n    return render_template('minutes/page.html')\n",
        "app/meetings/routes.py:2",
    ),
    "too_long": ("app/meetings/domain.py", "x = 1\n" * 401, "app/meetings/domain.py: 401 lines"),
    "other_committers": (
        "app/meetings/services.py",
        "def do(session):\n    session.commit()\n",
        "app/meetings/services.py:2",
    ),
    "trespassers": (
        "app/minutes/services.py",
        "from app.meetings.models import Meeting\n",
        "app/minutes/services.py:1 imports app.meetings.models",
    ),
    "users_of_devtools": (
        "app/meetings/services.py",
        "from app.devtools.demo import load\n",
        "app/meetings/services.py:1",
    ),
    "left_behind": ("app/meetings/domain.py", "# TO" + "DO later\n", "app/meetings/domain.py:1"),
    "addresses": (
        "requirements/dev.txt",
        "--index-url https://example.org/simple/\n",
        "requirements/dev.txt:1",
    ),
    "inline": ("templates/meetings/page.html", '<p style="color: red">\n', "templates/meetings"),
}


@pytest.fixture
def fake(tmp_path: Path) -> Path:
    """A repository with nothing wrong in it."""
    for name in ("kernel", "devtools", "meetings", "minutes"):
        (tmp_path / "app" / name).mkdir(parents=True)
        (tmp_path / "app" / name / "__init__.py").write_text("")
    (tmp_path / "app" / "minutes" / "queries.py").write_text("import app.meetings.models\n")
    for folder in ("templates/meetings", "templates/layouts", "static", "tests", "requirements"):
        (tmp_path / folder).mkdir(parents=True)
    return tmp_path


@pytest.mark.parametrize("rule", shape.RULES, ids=lambda rule: rule.__name__)
def test_the_repository_has_its_shape(rule: Callable[[Path], list[str]]):
    assert rule(shape.ROOT) == [], rule.__doc__


@pytest.mark.parametrize("rule", shape.RULES, ids=lambda rule: rule.__name__)
def test_a_clean_tree_passes_and_a_violation_is_found(
    rule: Callable[[Path], list[str]], fake: Path
):
    path, content, found = VIOLATIONS[rule.__name__]
    assert rule(fake) == []

    (fake / path).parent.mkdir(parents=True, exist_ok=True)
    (fake / path).write_text(content)

    assert [place for place in rule(fake) if place.startswith(found)]


def test_every_raised_error_code_is_found(fake: Path):
    (fake / "app/meetings/services.py").write_text("raise DomainError('meeting.odd', field='x')\n")

    assert shape.codes_in(fake) == {"meeting.odd": "app/meetings/services.py:1"}


def test_rule_ids_are_found_in_comments_and_in_names(fake: Path):
    (fake / "app/meetings/domain.py").write_text("# rule K7\n# rules F13/K11\n# K17 alone\n")
    (fake / "tests/test_x.py").write_text("def test_rule_k7_reminds(): ...\n")
    known = {"K7", "K11", "F13", "K17"}

    assert set(shape.named_rules(fake, "app", known)) == {"K7", "K11", "F13"}
    assert set(shape.named_rules(fake, "tests", known)) == {"K7"}
