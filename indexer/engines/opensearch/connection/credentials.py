"""By what this machine logs in to the cluster, and whom it trusts there."""

from __future__ import annotations

import ssl
import warnings
from pathlib import Path

from urllib3.exceptions import InsecureRequestWarning

from indexer.errors import SettingsError
from indexer.settings import Settings

__all__ = ["log_in", "tls"]


def log_in(settings: Settings) -> tuple[str, str] | None:
    """User and password, None where nobody logs in by one; raises SettingsError where the file cannot be read."""
    if not settings.opensearch_user:
        return None
    if settings.opensearch_password_file is None:
        return settings.opensearch_user, settings.opensearch_password.get_secret_value()
    return settings.opensearch_user, _of_file(settings.opensearch_password_file)


def _of_file(file: Path) -> str:
    """The password in a file: its first line."""
    try:
        lines = file.read_text("utf-8").splitlines()
    except (OSError, UnicodeError) as error:
        reason = getattr(error, "strerror", None) or "it is no text"
        raise SettingsError(f"PASSAGEWAY_OPENSEARCH_PASSWORD_FILE: {file} cannot be read ({reason}).") from None
    if not lines or not lines[0]:
        raise SettingsError(f"PASSAGEWAY_OPENSEARCH_PASSWORD_FILE: {file} has no password in its first line.")
    return lines[0]


def tls(settings: Settings) -> ssl.SSLContext:
    """Whom this machine trusts, and by which certificate it logs in; raises SettingsError where a file is not what it
    should be."""
    context = _trusting(settings.opensearch_ca)
    if not settings.opensearch_verify:
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
        # Who has chosen it need not be reminded with each request.
        warnings.filterwarnings("ignore", category=InsecureRequestWarning)
    if settings.opensearch_certificate is not None:
        _add_certificate(context, settings.opensearch_certificate, settings.opensearch_key)
    return context


def _trusting(authorities: Path | None) -> ssl.SSLContext:
    try:
        return ssl.create_default_context(cafile=authorities)
    except OSError as error:
        raise SettingsError(
            f"PASSAGEWAY_OPENSEARCH_CA: {authorities} is no file of authorities ({_reason(error)})."
        ) from None


def _add_certificate(context: ssl.SSLContext, certificate: Path, key: Path | None) -> None:
    try:
        context.load_cert_chain(certificate, key, password="")  # noqa: S106 - a key under a password is refused, never asked for
    except OSError as error:
        raise SettingsError(
            f"PASSAGEWAY_OPENSEARCH_CERTIFICATE: {certificate} and its key cannot be used ({_reason(error)})."
        ) from None


def _reason(error: OSError) -> str:
    return error.strerror or str(error) or "it is no PEM file"
