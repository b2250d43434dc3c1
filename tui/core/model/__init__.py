"""Records of a dataset as frozen values, the dataset as a whole, and problems with the data."""
