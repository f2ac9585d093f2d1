"""What is open of an index? One generation (snapshot), and the index with whichever is served (opened_index); a document of
it as it is or was (revisions); how many of its passages have a phrase (phrase_counts); which documents are one page
in several languages (translations), and where a page is besides, in other languages and versions (other_pages)."""
