"""The starter termbases, plain tables: ``policy.csv`` and ``places.csv``."""
