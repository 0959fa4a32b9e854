"""What is written from the code is committed as it is, and every rule is kept and proved."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from app.devtools import docs
from app.kernel import rules
from tests.architecture import shape

KNOWN = re.compile(rf"\b({'|'.join(sorted(rules.known_ids(), key=len, reverse=True))})\b")

TEST = re.compile(r"def (test_\w+)")


def texts(folder: Path) -> list[str]:
    """Return the text of the files of a folder, or of one module."""
    files = folder.rglob("*.py") if folder.is_dir() else [folder.with_suffix(".py")]
    return [path.read_text() for path in files]


def ids_named_in(folder: Path) -> frozenset[str]:
    """Return the known rule ids that stand in comments, docstrings or names of tests."""
    found: frozenset[str] = frozenset()
    for text in texts(folder):
        found |= rules.named_in(text) | set(KNOWN.findall(text))
        found |= {id_ for name in TEST.findall(text) for id_ in ids_in_name(name)}
    return found & rules.known_ids()


def ids_in_name(name: str) -> list[str]:
    """Return the ids of a name: test_rule_att_nobody_signs_twice, test_nobody_leads_f13_k11."""
    words = name.upper().split("_")
    # "sum" and "num" are also words, so an id without a digit stands after "rule" or last.
    return [
        word
        for at, word in enumerate(words)
        if any(sign.isdigit() for sign in word) or at == len(words) - 1 or words[at - 1] == "RULE"
    ]


def test_the_generated_documents_are_what_the_code_says(shared_app):
    assert docs.differences(shared_app) == [], "run make docs"


def test_a_stale_or_superfluous_document_is_found(shared_app, tmp_path):
    for path, text in docs.written(shared_app).items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text)
    assert docs.differences(shared_app, tmp_path) == []

    (tmp_path / "docs/rules.md").write_text("| K7 | senast fredag |")
    (tmp_path / "docs/permissions.csv").unlink()
    (tmp_path / "docs/state/old.md").write_text("")

    assert docs.differences(shared_app, tmp_path) == [
        "docs/state/old.md is no longer written",
        "docs/rules.md is not what the code says",
        "docs/permissions.csv is not what the code says",
    ]


@pytest.mark.parametrize("rule", rules.RULES, ids=lambda rule: rule.id)
def test_every_rule_is_named_where_it_is_kept_and_in_a_test(rule):
    kept_in = shape.ROOT / "app" / rule.kept_in.replace(".", "/")

    assert set(rule.ids) & ids_named_in(kept_in), f"rule {rule.id} is not named in {rule.kept_in}"
    assert set(rule.ids) & proved(), f"no test names rule {rule.id}"


def proved() -> frozenset[str]:
    """Return the ids that the tests name, this folder aside."""
    folders = [shape.ROOT / "tests" / name for name in ("unit", "integration", "browser")]
    return frozenset().union(*(ids_named_in(folder) for folder in folders))


def test_no_file_names_a_rule_that_is_not_in_the_table():
    named = frozenset().union(*(rules.named_in(text) for text in texts(shape.ROOT / "app")))

    assert named - rules.known_ids() == frozenset()


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("# rule K7", {"K7"}),
        ("(rules F13/K11, K14)", {"F13", "K11", "K14"}),
        ("rules K18–K20.", {"K18", "K19", "K20"}),
        ("rules F1, F9 and F11 say", {"F1", "F9", "F11"}),
        ("rule K20, KL 13:5", {"K20"}),
        ("rule F1, FinsamL 1 §", {"F1"}),
        ("no rule at all", set()),
    ],
)
def test_rule_ids_are_read_from_text(text, ids):
    assert rules.named_in(text) == ids


def test_rule_ids_are_read_from_names():
    assert "K7" in ids_in_name("test_rule_k7_reminds")
    assert {"F13", "K11"} <= set(ids_in_name("test_nobody_decides_alone_f13_k11"))
    assert "ATT" in ids_in_name("test_nobody_signs_twice_att")
    assert "SUM" not in ids_in_name("test_the_sum_is_right")


def test_every_id_stands_once_in_the_table():
    ids = [id_ for rule in rules.RULES for id_ in rule.ids]

    assert len(ids) == len(set(ids))
