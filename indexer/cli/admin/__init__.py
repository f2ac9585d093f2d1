"""The commands for who keeps an index.

index_commands     index, status       recovery_commands   verify, backup, restore
serving_commands   serve               watching_commands   watch
"""
