"""What the words of an opening mean. Pure: no Qt, clock, disk or network."""
