"""Rules across records: what no single record shows."""
