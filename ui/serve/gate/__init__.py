"""What every request passes before the server: limits on its size and rate, open addresses, headers."""
