"""Where do these words stand, and what became of them?

checking         the verdicts on a draft              concordance      every place of words
resolver         what became of a quotation           resolution       a link, and what became of it, as records
standing         which place is the quoted one        citation_styles  a citation in five styles
citations_file   citations, watched as documents change   corpus_texts     all texts of a generation, folded
report_files     the report on a draft as a file          escapes          what Markdown and pages need of a text
page_copies      what a copied page may have otherwise
"""
