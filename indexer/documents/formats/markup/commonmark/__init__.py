"""Markdown: CommonMark, and what people's dialects add to it.

../front_matter and block_rules (container_rules, directive_rules, apart_rules, shortcodes) -> inline_source ->
CommonMark -> inline_tokens and token_blocks -> text; markdown goes through these steps; ../admonitions has kinds of notes
"""
