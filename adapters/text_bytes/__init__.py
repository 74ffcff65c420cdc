"""Text files before they are tables: unpacked, decoded, divided into lines."""
