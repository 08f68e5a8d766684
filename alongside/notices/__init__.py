"""What people are told: the outbox, reminders, the clock and the worker."""
