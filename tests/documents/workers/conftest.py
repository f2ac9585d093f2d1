"""Each test of workers looks at those that it has started."""

import os

import pytest
import worker_processes


@pytest.fixture(autouse=True)
def only_own_workers():
    worker_processes.OTHERS.clear()
    worker_processes.OTHERS.update(worker_processes.workers_of(os.getpid()))
