"""The matching engine: who works with whom, exactly, with a proof and a reason in words."""
