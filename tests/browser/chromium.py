"""The browser that tests drive, and how it is started."""

import os
import shutil

#: The shell without windows is the same engine, and takes a quarter of the processor's time for each page.
CHROMIUM = os.environ.get("PASSAGEWAY_CHROMIUM") or shutil.which("chromium-headless-shell") or shutil.which("chromium")
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
