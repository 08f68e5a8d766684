"""Certificates that anybody can check, and letters for employers: what a person shows of their mentoring."""
