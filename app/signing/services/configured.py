"""The file of settings that says which ways of signing are offered (``KLUBBA_SIGNING``)."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from app.config import Settings, SettingsError
from app.kernel.cli import settings
from app.signing.domain.offered import Offered, RemoteSettings, UploadSettings, offered_from

_FILES = ("trust", "service", "key", "certificate", "ca")


@dataclass(frozen=True, slots=True)
class Configured:
    """What is offered, and the secret that the upload service knows us by."""

    offered: Offered
    token: str = ""


def configured() -> Configured:
    """Return what the running installation offers."""
    return read(settings())


def read(found: Settings) -> Configured:
    """Return what the settings offer; raises SettingsError naming what is wrong."""
    return Configured(_from_file(found.signing_file), found.signing_token)


@lru_cache(maxsize=16)
def _from_file(path: Path | None) -> Offered:
    if path is None:
        return Offered()
    try:
        offered = offered_from(tomllib.loads(path.read_text("utf-8")))
    except (OSError, ValueError) as error:
        raise SettingsError(f"KLUBBA_SIGNING: {path} cannot be read: {error}") from error
    if offered.faults:
        raise SettingsError(f"KLUBBA_SIGNING: {'; '.join(offered.faults)}")
    return replace(
        offered,
        remote=offered.remote and _with_files(offered.remote, path.parent),
        upload=offered.upload and _with_files(offered.upload, path.parent),
    )


S = TypeVar("S", RemoteSettings, UploadSettings)


def _with_files(section: S, folder: Path) -> S:
    """Return the section with every file found, from where the settings lie."""
    names = {name: getattr(section, name, "") for name in _FILES}
    paths = {name: folder / file for name, file in names.items() if file}
    missing = [str(path) for path in paths.values() if not path.is_file()]
    if missing:
        raise SettingsError(f"KLUBBA_SIGNING: no such file: {', '.join(missing)}")
    return replace(section, **{name: str(path) for name, path in paths.items()})
