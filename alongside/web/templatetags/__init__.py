"""Template tags for pages, forms, tables and charts."""
