"""The model held against data (battles, daily losses) and against what it must satisfy in any campaign."""
