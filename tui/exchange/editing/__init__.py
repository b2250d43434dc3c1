"""Adding records to the files of a dataset and changing them there."""
