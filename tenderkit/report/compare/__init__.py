"""A comparison of two versions, in one file per format."""
