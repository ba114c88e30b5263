"""What a command for the installation answers when it cannot do what was asked."""

from __future__ import annotations


class UpkeepRefused(Exception):  # noqa: N818 - an answer to a person, not a fault
    """It was not done, and nothing was changed. The message is Swedish: what was found, where, what to do."""
