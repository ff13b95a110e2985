"""Results that show themselves in a notebook: figures, verdicts, tables; nothing fetched from anywhere."""
