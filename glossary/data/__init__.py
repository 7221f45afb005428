"""The starter termbase: ``policy.csv``, a plain table."""
