"""What the terms are, and whether a text respects them."""
