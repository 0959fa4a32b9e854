"""Settings of one installation, read from the environment once at start."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
MIN_SECRET = 32


class SettingsError(RuntimeError):
    """The environment asks for something that the application refuses to start with."""


@dataclass(frozen=True, slots=True)
class SealSettings:
    """The key that seals documents; without one the installation may make its own."""

    key_file: Path | None = None  # PKCS#12 (.p12, .pfx), or PEM with key and certificates
    password: str = field(default="", repr=False)
    trust_file: Path | None = None  # PEM: the roots that seals and timestamps are checked against
    timestamp_url: str = ""  # RFC 3161
    self_made: bool = False  # a certificate authority of our own also in production


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that differs between installations; secrets come only from the environment."""

    database_url: str
    secret_key: str
    storage_dir: Path
    production: bool = False
    developer: bool = False
    base_url: str = "http://127.0.0.1:8000"
    smtp_host: str = ""
    smtp_port: int = 587
    smtp_username: str = ""
    smtp_password: str = ""
    smtp_security: str = "starttls"
    smtp_ca_file: str = ""
    mail_from: str = "klubba@localhost"
    clock: datetime | None = None
    proxies: int = 0
    max_upload: int = 25 * 1024 * 1024
    seal: SealSettings = SealSettings()
    signing_file: Path | None = None  # TOML: which ways of signing are offered
    signing_token: str = field(default="", repr=False)

    @classmethod
    def from_env(cls, env: Mapping[str, str]) -> Settings:
        """Read settings from environment variables; raises SettingsError naming what is wrong."""
        production = env.get("KLUBBA_ENV", "development") == "production"
        return cls(
            database_url=_database_url(env),
            secret_key=_secret(env, production=production),
            storage_dir=Path(env.get("KLUBBA_FILES", str(ROOT / "var" / "files"))),
            production=production,
            developer=_flag(env, "KLUBBA_DEVELOPER") and not production,
            base_url=env.get("KLUBBA_URL", f"http://127.0.0.1:{env.get('PORT', '8000')}"),
            smtp_host=env.get("SMTP_HOST", ""),
            smtp_port=_port(env, "SMTP_PORT", 587),
            smtp_username=env.get("SMTP_USERNAME", ""),
            smtp_password=env.get("SMTP_PASSWORD", ""),
            smtp_security=_smtp_security(env, production=production),
            smtp_ca_file=env.get("SMTP_CA_FILE", ""),
            mail_from=env.get("MAIL_FROM", "klubba@localhost"),
            clock=_clock(env, production=production),
            proxies=_proxies(env),
            seal=_seal(env),
            signing_file=_existing(env, "KLUBBA_SIGNING"),
            signing_token=env.get("KLUBBA_SIGNING_TOKEN", ""),
        )


def _database_url(env: Mapping[str, str]) -> str:
    url = env.get("DATABASE_URL") or f"sqlite:///{ROOT / 'var' / 'klubba.sqlite3'}"
    for short in ("postgres://", "postgresql://"):
        if url.startswith(short):
            return "postgresql+psycopg://" + url.removeprefix(short)
    if not url.startswith(("sqlite:///", "postgresql+psycopg://")):
        raise SettingsError("DATABASE_URL must start with sqlite:/// or postgresql://.")
    return url


def _secret(env: Mapping[str, str], *, production: bool) -> str:
    secret = env.get("SECRET_KEY", "")
    if len(secret) >= MIN_SECRET:
        return secret
    if production:
        raise SettingsError(f"SECRET_KEY must hold at least {MIN_SECRET} characters in production.")
    return secret or _development_secret()


def _development_secret() -> str:
    """One secret per checkout, kept outside the repository so that web and worker agree."""
    path = ROOT / "var" / "secret"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(secrets.token_urlsafe(48))
        path.chmod(0o600)
    return path.read_text()


def _flag(env: Mapping[str, str], name: str) -> bool:
    return env.get(name, "") in {"1", "true", "yes"}


def _port(env: Mapping[str, str], name: str, default: int) -> int:
    value = env.get(name, str(default))
    if not value.isdigit() or not 0 < int(value) < 65536:  # noqa: PLR2004 -- the TCP port range
        raise SettingsError(f"{name} must be a port number, not {value!r}.")
    return int(value)


def _proxies(env: Mapping[str, str]) -> int:
    """How many proxies stand in front: only so many forwarded addresses are believed."""
    value = env.get("KLUBBA_PROXIES", "0")
    if not value.isdigit():
        raise SettingsError(f"KLUBBA_PROXIES must be a number, not {value!r}.")
    return int(value)


def _seal(env: Mapping[str, str]) -> SealSettings:
    return SealSettings(
        key_file=_existing(env, "KLUBBA_SEAL_KEY"),
        password=_password(env),
        trust_file=_existing(env, "KLUBBA_SEAL_TRUST"),
        timestamp_url=_timestamp_url(env),
        self_made=_flag(env, "KLUBBA_SEAL_SELF_MADE"),
    )


def _existing(env: Mapping[str, str], name: str) -> Path | None:
    value = env.get(name, "")
    if value and not Path(value).is_file():
        raise SettingsError(f"{name} must name a file that exists, not {value!r}.")
    return Path(value) if value else None


def _password(env: Mapping[str, str]) -> str:
    """Return the password of the seal's key, from the environment or from a file."""
    file = _existing(env, "KLUBBA_SEAL_PASSWORD_FILE")
    return file.read_text().rstrip("\r\n") if file else env.get("KLUBBA_SEAL_PASSWORD", "")


def _timestamp_url(env: Mapping[str, str]) -> str:
    value = env.get("KLUBBA_SEAL_TIMESTAMP", "")
    if value and not value.startswith(("https://", "http://")):
        raise SettingsError("KLUBBA_SEAL_TIMESTAMP must be an address that starts with http.")
    return value


def _smtp_security(env: Mapping[str, str], *, production: bool) -> str:
    value = env.get("SMTP_SECURITY", "starttls")
    if value not in {"starttls", "tls", "none"}:
        raise SettingsError("SMTP_SECURITY must be starttls, tls or none.")
    if value == "none" and production:
        raise SettingsError("SMTP_SECURITY=none is refused in production.")
    return value


def _clock(env: Mapping[str, str], *, production: bool) -> datetime | None:
    """A moment that the clock starts from, so that browser tests can move time."""
    value = env.get("KLUBBA_CLOCK")
    if not value or production:
        return None
    moment = datetime.fromisoformat(value)
    if moment.tzinfo is None:
        raise SettingsError("KLUBBA_CLOCK must carry a time zone, for instance +00:00.")
    return moment
