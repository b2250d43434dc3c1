"""The overview strip: how many events there are when."""
