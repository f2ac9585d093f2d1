"""``python -m search_ui`` serves the index of the settings; see ``serving.main``."""

from search_ui.serving import main

if __name__ == "__main__":
    main()
