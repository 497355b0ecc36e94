"""Pages for paper and mail, drawn by matplotlib from the same rows as the screen."""
