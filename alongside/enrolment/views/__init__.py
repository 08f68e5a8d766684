"""Pages about applications: the applicant's, and the office's."""
