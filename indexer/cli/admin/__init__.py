"""The commands for who keeps an index.

index_commands     index, status       recovery_commands   verify       serving_commands   serve
"""
