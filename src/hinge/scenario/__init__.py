"""Text to frozen, checked records: read a folder, check it, patch it with interventions."""
