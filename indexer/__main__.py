"""``python -m indexer`` is ``passageway``."""

from indexer.cli import main

if __name__ == "__main__":
    main()
