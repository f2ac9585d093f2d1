"""What stands in an OpenDocument text, slide or cell, in order -> blocks.

odf_line          a paragraph's text         odf_forms       what kind of block it is
odf_story         all blocks in their order  odf_tables, odf_table_blocks, odf_objects   tables, charts
"""
