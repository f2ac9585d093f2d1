"""Markdown: CommonMark, and what people's dialects add to it.

../front_matter and the blocks of rules/ (with shortcodes, components, destinations) -> inline_source ->
CommonMark -> inline_tokens and token_blocks -> text; markdown goes through these steps; ../admonitions has kinds of notes
"""
