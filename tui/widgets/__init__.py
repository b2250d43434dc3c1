"""How it looks: each widget is given a value, draws it and posts messages."""
