"""Load a dataset from YAML files: values and their places, typed records, references, problems."""
