"""RO-Crate: a folder described as a research object."""
