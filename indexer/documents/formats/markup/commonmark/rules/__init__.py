"""Which blocks do dialects add to CommonMark?

block_rules     which of them a line begins: container_rules (notes, definitions), directive_rules (MyST), component_rules
                (MDX), apart_rules (formulas, comments), and the shortcodes above
table_rules     tables, with all their cells
"""
