"""Zarr formats 2 and 3 as a tree of nodes, read without the zarr library.

Three reasons: the zarr library decodes a chunk to whatever size its bytes give and runs the pickle
filter of format 2 if the file asks for it, so that opening a stranger's file could run code; it
takes half a second to import; and its event loop stands between a chunk and the thread that
decodes it. Codecs come from numcodecs.
"""
