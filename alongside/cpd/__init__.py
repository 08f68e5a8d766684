"""A person's continuing professional development: records, audit profiles, and their documents."""
