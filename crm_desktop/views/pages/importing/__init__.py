"""The import wizard: file, columns, check, result."""
