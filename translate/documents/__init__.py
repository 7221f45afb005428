"""Documents: a file's text, the segments in it that are translated, and the skeleton around them."""
