"""The commands for who keeps an index.

index_commands       index, status         generation_commands  generations, changes, publish, discard, rollback, prune
recovery_commands    verify                serving_commands     serve
"""
