"""Light markup other than Markdown, and what its readers share.

rest           reStructuredText, by docutils       asciidoc       AsciiDoc          latex   LaTeX
articles       DocBook, JATS                       mediawiki      MediaWiki         org     Org
roff           manual pages of Unix (man, mdoc)
source_lines   a text as numbered lines            light_blocks   blocks with what waits for them (bullets, labels)
paired_marks   pairs of marks, in linear time
mark_signs     where in a text something set apart begins and ends, until it is a block
"""
