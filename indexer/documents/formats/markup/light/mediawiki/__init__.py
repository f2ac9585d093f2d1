"""MediaWiki: its wikitext as a page shows it, https://www.mediawiki.org/wiki/Help:Formatting.

wiki_page     bytes -> document, its title and key words       wiki_blocks   headings, lists, paragraphs, code
wiki_source   what is shown of the source, as lines            wiki_tables   tables
wiki_tags     HTML in the source -> wikitext or words          wiki_inline   links, pictures, marks inside of text
wiki_names    names of tags, options and namespaces            wiki_export   XML with many pages -> each page
wiki_templates   the words of a page that stand in a template
wiki_infoboxes   the box of facts beside an article
"""
