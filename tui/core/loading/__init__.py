"""From YAML files to a dataset and its problems."""
