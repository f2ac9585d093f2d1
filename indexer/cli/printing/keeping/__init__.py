"""What a person reads who keeps an index: runs, generations, backups, saved questions."""
