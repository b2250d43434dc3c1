"""What is true: records, dates, queries; no terminal library."""
