"""The commands for who keeps an index.

index_commands       index, status         generation_commands  generations, changes, publish, discard, rollback, prune
recovery_commands    verify, repair        backup_commands      backup, restore
watching_commands    watch, jobs           question_commands    questions
serving_commands     serve                  asked_commands       asked
synonym_commands     synonyms               copy_commands        copy
model_commands       model
"""
