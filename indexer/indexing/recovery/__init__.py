"""Is an index sound, and what brings it back?

verify      proof of the contract over a whole index
survey      what is damaged
repair      mends it: mending has the steps; renewal makes another catalog of all sound texts, restoring says which
            documents a generation then has, rereading reads those again whose text is lost, access_rights gives back rights
cluster_verify, cluster_repair do so for an index on a cluster, and document_proofs what verify does for both
backups/    an index in one file, and back
"""
