"""What rules of kind `set` look at: the documents of a tender set side by side."""
