"""How entities are tied: what links two of them, and the shortest chains of links between two."""
