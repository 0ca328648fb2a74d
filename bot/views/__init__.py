"""What is seen: domain objects in, Block Kit out, pure."""
