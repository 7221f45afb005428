"""How text becomes text, under a termbase."""
