"""The association's own key follows with a backup, so that seals hold in a restored copy."""

from __future__ import annotations

import stat

from app.kernel import backup
from tests.integration.sealing.conftest import own_seal


def test_keys_are_copied_for_the_owner_only_and_never_written_over(tmp_path):
    made = own_seal(tmp_path / "seal")
    backup._copy_keys(tmp_path / "seal", tmp_path / "copy")

    restored = tmp_path / "restored"
    backup._copy_keys(tmp_path / "copy", restored)
    assert own_seal(restored).certificate == made.certificate
    assert {stat.S_IMODE(file.stat().st_mode) for file in restored.iterdir()} == {0o600}

    other = own_seal(tmp_path / "other")
    backup._copy_keys(tmp_path / "copy", tmp_path / "other")
    assert own_seal(tmp_path / "other").certificate == other.certificate
    backup._copy_keys(tmp_path / "nothing", tmp_path / "empty")
    assert not (tmp_path / "empty").exists()
