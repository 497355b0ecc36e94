"""What is kept on disk: SQLite."""
