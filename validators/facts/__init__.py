"""What is measured from a dataset, once, before any rule runs."""
