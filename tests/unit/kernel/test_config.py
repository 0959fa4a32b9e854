"""The application refuses to start with settings that would be wrong."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from app import config
from app.config import Settings, SettingsError

PRODUCTION = {"KLUBBA_ENV": "production", "SECRET_KEY": "h" * 32}


@pytest.mark.parametrize("secret", ["", "h" * 31])
def test_production_refuses_a_missing_or_short_secret(secret):
    with pytest.raises(SettingsError, match="SECRET_KEY"):
        Settings.from_env({"KLUBBA_ENV": "production", "SECRET_KEY": secret})


def test_production_takes_a_long_secret():
    settings = Settings.from_env(PRODUCTION)

    assert settings.production
    assert settings.secret_key == "h" * 32


def test_development_keeps_one_secret_per_checkout_readable_by_its_owner(tmp_path, monkeypatch):
    monkeypatch.setattr(config, "ROOT", tmp_path)

    first, second = Settings.from_env({}), Settings.from_env({})

    assert first.secret_key == second.secret_key
    assert len(first.secret_key) >= config.MIN_SECRET
    assert (tmp_path / "var" / "secret").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    ("given", "used"),
    [
        ("postgres://u@h/d", "postgresql+psycopg://u@h/d"),
        ("postgresql://u@h/d", "postgresql+psycopg://u@h/d"),
        ("postgresql+psycopg://u@h/d", "postgresql+psycopg://u@h/d"),
        ("sqlite:////tmp/k.sqlite3", "sqlite:////tmp/k.sqlite3"),
    ],
)
def test_short_database_addresses_are_understood(given, used):
    assert Settings.from_env({**PRODUCTION, "DATABASE_URL": given}).database_url == used


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DATABASE_URL", "mysql://h/d"),
        ("SMTP_PORT", "smtp"),
        ("SMTP_PORT", "0"),
        ("SMTP_PORT", "65536"),
        ("SMTP_SECURITY", "ssl"),
        ("SMTP_SECURITY", "none"),
    ],
)
def test_a_wrong_value_is_refused_by_name(name, value):
    with pytest.raises(SettingsError, match=name):
        Settings.from_env({**PRODUCTION, name: value})


def test_mail_without_tls_is_for_development_only():
    settings = Settings.from_env({"SECRET_KEY": "h" * 32, "SMTP_SECURITY": "none"})

    assert settings.smtp_security == "none"


def test_a_set_clock_needs_a_zone_and_never_counts_in_production():
    given = {"SECRET_KEY": "h" * 32, "KLUBBA_CLOCK": "2016-11-18T08:00+00:00"}

    assert Settings.from_env(given).clock == datetime(2016, 11, 18, 8, tzinfo=UTC)
    assert Settings.from_env({**given, **PRODUCTION}).clock is None
    with pytest.raises(SettingsError, match="KLUBBA_CLOCK"):
        Settings.from_env({**given, "KLUBBA_CLOCK": "2016-11-18T08:00"})


def test_the_port_is_part_of_the_address_that_mails_link_to():
    assert Settings.from_env({**PRODUCTION, "PORT": "8123"}).base_url == "http://127.0.0.1:8123"


def test_the_developer_flag_never_counts_in_production():
    assert Settings.from_env({"SECRET_KEY": "h" * 32, "KLUBBA_DEVELOPER": "1"}).developer
    assert not Settings.from_env({**PRODUCTION, "KLUBBA_DEVELOPER": "1"}).developer


def test_the_number_of_trusted_proxies_is_a_number():
    assert Settings.from_env({**PRODUCTION, "KLUBBA_PROXIES": "1"}).proxies == 1
    with pytest.raises(SettingsError, match="KLUBBA_PROXIES"):
        Settings.from_env({**PRODUCTION, "KLUBBA_PROXIES": "en"})
