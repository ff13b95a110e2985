"""The reduced model of the kernel in other forms."""
