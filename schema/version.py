"""The one version of the standard and of the software; every other place is tested against it."""

VERSION = "0.1.0"
