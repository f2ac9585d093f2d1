"""What tests of indexing share."""

from tests.cli.conftest import run  # noqa: F401 - commands in the process of the test
from tests.measured_once import measured_roughly  # noqa: F401 - for all tests
