"""A new tender repository: the files that `tenderkit init` writes."""
