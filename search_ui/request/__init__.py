"""What do requests share? Addresses, hosts, security, the open index."""
