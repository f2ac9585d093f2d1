"""What does a page of a file look like?

    drawing            bytes -> the PNG of a page, by pypdfium2 and Pillow
    original_tasks     that, as it is asked of a process with limits
    original_reading   who asks, keeps what was drawn for a while, and lets few be drawn at once

Import from the modules: nothing of it is loaded before the first page is asked for.
"""
