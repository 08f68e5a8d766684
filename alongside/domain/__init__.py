"""What Alongside decides, in pure Python: no framework, no input or output, no clock."""
