"""In which language does a page speak? A catalog of its words for each language (``de.po``), and what is said by them.

English is what stands in the code. ``page_languages.py`` has them and reads their catalogs (``po_files.py``),
``speaking.py`` is what templates say it by, ``script_words.py`` what scripts say. Which language a request is answered in,
``search_ui/request/language_choice.py`` chooses.
"""
