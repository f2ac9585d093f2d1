"""Documents as they were read and split.

stored_versions    each once, shared by all generations    cluster_texts      those of one generation
held_members       what one generation holds               cluster_listing    it as a list, by folder or name
member_fields      a document and a file in a partition    skipped_notes      what could not be read
cluster_state      what a run finds of all that       left_documents     what is left of it where partitions are damaged
lately_read        what of a generation is in memory, and comes together
"""
