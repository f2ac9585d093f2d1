"""What scripts say: a page in another language than English hands them the words (``data-words`` of its body)."""

from __future__ import annotations

from indexer.messages import translatable

__all__ = ["SCRIPT_WORDS"]

SCRIPT_WORDS = (
    translatable("1 passage"),
    translatable("1 suggestion"),
    translatable("Copied"),
    translatable("Copy the text"),
    translatable("Could not be copied"),
    translatable("Its link can only be opened on this computer."),
    translatable("Part {number} of {count}"),
    translatable("Stopped"),
    translatable("Suggestions and passages"),
    translatable("That could not be checked."),
    translatable("The draft has {count} characters; at most {limit} are checked at once. Your text is still here."),
    translatable("The server does not answer. What you see are the results from before."),
    translatable("The server does not answer. Your text is still here."),
    translatable("The server gave no reason."),
    translatable("The text is copied"),
    translatable("Try again"),
    translatable("You are offline. What you see stays; asking goes on when you are back."),
    translatable("Your draft is being checked"),
    translatable("Your text is still here."),
    translatable("{button}: done."),
    translatable("{button}: the browser does not allow it"),
    translatable("{count} passages"),
    translatable("{count} suggestions"),
    translatable(
        "{file} is too large: at most {size} MiB are taken at once. passageway check in a shell has no limit."
    ),
    translatable("{file} will be checked instead of the text in the box."),
    translatable("{number} of {count}"),
)
