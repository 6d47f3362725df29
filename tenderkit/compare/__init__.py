"""What changed between two versions of a document or a tender set: clauses, findings, mechanisms and measures."""
