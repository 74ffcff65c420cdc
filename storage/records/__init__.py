"""Tables of records: text and Parquet files whose rows are observations or conditions."""
