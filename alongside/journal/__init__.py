"""Who did what when, chained by hash; never content."""
