"""What termlock raises when it cannot work; every message says what, where and what to do."""

from __future__ import annotations


class TermlockError(Exception):
    """Something the user can mend: the command line shows the message alone and exits with 2."""


class TermbaseError(TermlockError):
    """A termbase file cannot be used; the message holds one line for each problem of the file."""


class DocumentError(TermlockError):
    """A document cannot be read or written."""


class ModelError(TermlockError):
    """A model is missing, damaged, or cannot do what was asked of it."""
