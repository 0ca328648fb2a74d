"""What people and the clock can ask for: one intention, one transaction."""
