"""When are two words the same?

analysis   text -> words with their places and what they match by; questions -> terms with weights
nltk_parts single modules of NLTK, without all the others
wording    do two texts have the same words, whatever their form, and where do they differ?
multilingual   documents in several languages in one index
synonyms   which other words say the same here
kept_copies   dictionaries and models, kept unpacked in the user's cache
author_words, document_names   is this the author, or the document, who is meant?
"""
