"""What is asked, and what is to be answered: the admin's pages of questions.

asked_page      what people ask                            question_pages  saved questions: listed, added, changed, removed
score_words     how a question is answered, in words       gate_pages      asked now; the gate; all of them as a file
synonyms_page   the file of synonyms: looked at, tried, saved
"""
