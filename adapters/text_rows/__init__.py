"""Tables of metadata as text: small, written by hand or by a spreadsheet, in any encoding."""
