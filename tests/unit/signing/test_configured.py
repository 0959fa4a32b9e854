"""The file of settings: found files, and every fault named when the program starts."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.config import Settings, SettingsError
from app.signing.services import read

UPLOAD = """
[uploaded]
name = "Signera"
address = "https://signera.example/api"
trust = "trust.pem"
"""


def settings(path):
    return Settings("sqlite://", "x" * 40, Path("files"), signing_file=path, signing_token="t")


def test_without_a_file_nothing_outside_is_offered():
    assert not read(settings(None)).offered.asks_outside


def test_files_lie_beside_the_settings(tmp_path):
    (tmp_path / "signing.toml").write_text(UPLOAD)
    (tmp_path / "trust.pem").write_text("")

    found = read(settings(tmp_path / "signing.toml"))

    assert found.offered.upload.trust == str(tmp_path / "trust.pem")
    assert found.token == "t"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (UPLOAD, "no such file"),
        ('methods = ["fax"]', "no way of signing"),
        ("methods = [", "cannot be read"),
        (None, "cannot be read"),
    ],
)
def test_what_is_wrong_with_the_file_is_named(tmp_path, text, words):
    path = tmp_path / "signing.toml"
    if text is not None:
        path.write_text(text)

    with pytest.raises(SettingsError, match=words):
        read(settings(path))
