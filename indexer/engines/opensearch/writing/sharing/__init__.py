"""One run, carried out by several machines: a stage of it has parts, each leased to one process at a time.

shared_stage    what whoever joins a run has to know      part_leases      who does which part, in which epoch
stage_sharing   whoever holds the writer's lease          part_worker      everybody else
part_in_hand    a part that has texts to keep, and lines to give
partition_work  one partition, from what it begins with   partition_sharing   all that a generation changes
part_counts     what the words of a partition come to, as files

A part that is taken over gets a higher epoch, and its new owner an index of its own, named by it. What the last owner
writes from then on lies in an index that nobody names, and it can say of nothing that it is done: both are decided by
compare-and-set on the record of the part. No clock decides what is published: where those of two machines differ, a part
may be done twice.
"""
