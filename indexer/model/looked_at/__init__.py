"""What of an answer is made when somebody looks at it: why hits came where they did, and ways to narrow the search."""
