"""The page on which people are played: rendered here, enlivened by one small script."""
