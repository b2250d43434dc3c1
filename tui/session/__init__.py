"""Where the user is and what can be done from there, without a terminal library."""
