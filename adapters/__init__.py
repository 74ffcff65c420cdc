"""Lab formats in, standard data out: drafts of cards, conversions, and exports.

A conversion goes through the rooms in this order: a reader is found (``detection``), it opens the
source lazily (``contract`` says what it promises), what a person says is applied (``mapping``), a
card is drafted (``drafting``), the rows get the keys that the card gives them (``keys``), and
:mod:`aivc.storage.writing` writes all at once.

Steps
    ``contract``: what a reader promises, what it is given, and the tests that it has to pass.
    ``registry``, ``detection``, ``peeking``: the readers by name, and which of them knows a source,
    told from its beginning within bounds. ``errors``: what can go wrong on the way.
    ``refusing``, ``refusals``: what people try to convert that is no data, and what to do instead.
    ``mapping``: what a person says about the columns and labels of a source.
    ``drafting``: a card drafted from what the source shows, with its evidence and its questions.
    ``keys``: the standard's own obs columns, made from what a card says of its rows.
    ``conversion``: these steps together.
    ``exporting``: a dataset and its card in the formats of others, one room or file for each.

Readers of one format
    ``tenx``: count matrices of 10x and of programs that write the same files.
    ``l1000``: GCT and GCTX. ``proteomics``: tables of search engines of mass spectrometry.
    ``cell_painting``: profiles of cells. ``plates``: plate maps and readouts of plates.
    ``visium``, ``xenium``, ``cosmx``, ``merscope``, ``cell_positions``, ``ome_zarr``: cells and
    spots in place, and their images.
    ``sdrf``, ``petab``, ``clinical``, ``guide_table``: tables that a standard defines.
    ``text_matrix``, ``observation_table``: any matrix as text, any table of observations.
    ``containers``: AnnData, MuData and SpatialData.

What readers share
    ``text_bytes``: text files unpacked, decoded, and divided into lines, whatever their size.
    ``text_rows``: small tables of text, every cell as the text that it is.
    ``text_matrix``: tables of numbers too large for memory, and metadata beside them.
    ``space``: wide tables with a row for each cell, joined by the names of cells.
    ``plates``: positions on plates, and joins by plate and well.
    ``temporary_files``: numbers that do not fit into memory.
"""
