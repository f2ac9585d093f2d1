"""What sort of thing a question wants to hear, and whether a text has one: a number, a measure, a time, a date, a name, or
what something is (``wanted_values``, of which ``wanted_measures``, ``wanted_moments`` and ``wanted_in_asia`` are parts;
``counted_things``, ``number_words``, ``unfit_numbers``, ``unsaid_agents``, ``definitions``)."""
