"""The browser that tests drive, and how it is started."""

import os
import shutil

CHROMIUM = os.environ.get("PASSAGEWAY_CHROMIUM") or shutil.which("chromium")
ARGUMENTS = [
    "--no-sandbox",
    "--headless",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
