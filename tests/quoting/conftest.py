"""What tests of quoting share."""

from tests.measured_once import measured_roughly  # noqa: F401 - for all tests
