"""The messages and services of proto/chancery/v1, generated at build."""
