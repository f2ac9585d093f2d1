"""``python -m search_ui`` is ``passageway serve``."""

import sys

from indexer.cli import main

if __name__ == "__main__":
    main(["serve", *sys.argv[1:]])
