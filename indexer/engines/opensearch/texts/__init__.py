"""Documents as they were read and split.

stored_versions    each once, shared by all generations    cluster_texts      those of one generation
members            what one generation holds               cluster_listing    it as a list, by folder or name
member_fields      documents and files in a partition
"""
