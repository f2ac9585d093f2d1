"""What is decided and noted, in small documents changed by compare-and-set.

cluster_records     the documents themselves        generation_record   what is known of each generation
index_record        the one that decides            writer_lease        who may write, in which epoch
pins                which generations somebody reads     cluster_serving     what runs ask of all that
index_record_made   the one that decides, made anew of the rest     served_look   what is served, for who asks
generation_remade   what is known of generations, made anew of what lies there
"""
