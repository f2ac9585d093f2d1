"""Org: headings, lists, tables, blocks and drawers of Emacs' Org mode, https://orgmode.org/worg/org-syntax.html.

org_page   bytes -> document, and its blocks        org_inline   marks and links inside of text
"""
