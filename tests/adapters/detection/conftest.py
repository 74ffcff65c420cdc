"""Files and folders that people have lying about and that are no lab data of a known format."""

from __future__ import annotations

import gzip
import io
import pickle
import random
import struct
import tarfile
import zipfile
import zlib
from typing import TYPE_CHECKING

import numpy as np
import pytest

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

RANDOM = random.Random(0)  # noqa: S311 - the same noise each time


def _rows(header: str, *rows: str) -> bytes:
    return "\n".join([header, *rows, ""]).encode()


def _zip(entries: Mapping[str, str]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, text in entries.items():
            archive.writestr(name, text)
    return buffer.getvalue()


def _tar() -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w:gz") as archive:
        entry = tarfile.TarInfo("filtered_feature_bc_matrix/matrix.mtx.gz")
        archive.addfile(entry, io.BytesIO(b""))
    return buffer.getvalue()


def _png() -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    header = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    body = chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0\0")) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


def _npy() -> bytes:
    buffer = io.BytesIO()
    np.save(buffer, np.arange(12).reshape(3, 4))
    return buffer.getvalue()


TABLES: Mapping[str, bytes] = {
    "bank_statement.csv": _rows(
        "date,payee,amount,balance", "2026-01-02,Grocer,-12.50,987.50", "2026-01-03,Rent,-700,287.5"
    ),
    "weather.csv": _rows(
        "date,temperature_c,rain_mm,wind", "2026-01-01,3.5,0.0,NW", "2026-01-02,4.0,1.2,W"
    ),
    "weather_stations.csv": _rows(
        "station,lat,lon,temperature,rain", "A,48.1,11.5,3.5,0.1", "B,50.0,8.2,4.0,0.0"
    ),
    "gene_list.txt": _rows("TP53", "MYC", "EGFR", "BRCA1"),
    "gene_symbols.csv": _rows("symbol,ensembl_id", "TP53,ENSG00000141510", "MYC,ENSG00000136997"),
    "deseq2.csv": _rows(
        ",baseMean,log2FoldChange,lfcSE,stat,pvalue,padj",
        "ENSG00000141510,100.5,1.2,0.2,6,1e-9,1e-7",
        "ENSG00000136997,40.1,-0.3,0.2,-1.5,0.13,0.4",
    ),
    "seurat_markers.csv": _rows(
        '"","p_val","avg_log2FC","pct.1","pct.2","p_val_adj","cluster","gene"',
        '"CD3D",0,2.1,0.9,0.1,0,"0","CD3D"',
        '"LYZ",0,3.5,0.99,0.2,0,"1","LYZ"',
    ),
    "limma.tsv": _rows(
        "gene\tlogFC\tAveExpr\tt\tP.Value\tadj.P.Val\tB", "TP53\t1\t5\t3\t0.01\t0.1\t0.2",
        "MYC\t-1\t6\t-3\t0.02\t0.1\t0.1",
    ),
    "gsea.tsv": _rows(
        "pathway\tpval\tpadj\tES\tNES\tsize", "HALLMARK_APOPTOSIS\t0.01\t0.05\t0.5\t1.5\t90",
        "HALLMARK_HYPOXIA\t0.2\t0.4\t0.2\t0.9\t120",
    ),
    "go_terms.tsv": _rows(
        "GO_ID\tterm\tontology\tn_genes", "GO:0006915\tapoptotic process\tBP\t900",
        "GO:0005634\tnucleus\tCC\t7000",
    ),
    "sample_sheet.csv": _rows(
        "Lane,Sample,Index", "1,S1,SI-GA-A1", "1,S2,SI-GA-A2", "2,S3,SI-GA-A3"
    ),
    "illumina_sample_sheet.csv": _rows(
        "[Header],,,", "IEMFileVersion,4,,", "[Data],,,", "Sample_ID,index,index2,Sample_Project",
        "S1,ACGTACGT,TTGACCAA,P",
    ),
    "samples.csv": _rows(
        "sample,fastq_1,fastq_2,strandedness", "s1,a_R1.fastq.gz,a_R2.fastq.gz,auto",
        "s2,b_R1.fastq.gz,b_R2.fastq.gz,auto",
    ),
    "barcodes.tsv": _rows("AAACCTGAGACAAAGG-1", "AAACCTGAGACAAGCC-1", "AAACCTGAGACAATAC-1"),
    "barcode_whitelist.txt.gz": gzip.compress(_rows("AAACCTGAGACAAAGG", "AAACCTGAGACAAGCC")),
    "features.tsv": _rows(
        "ENSG00000141510\tTP53\tGene Expression", "ENSG00000136997\tMYC\tGene Expression"
    ),
    "metrics_summary.csv": _rows(
        "Estimated Number of Cells,Mean Reads per Cell,Median Genes per Cell",
        '"1,222","79,123","2,345"',
    ),
    "hplc_peaks.csv": _rows("peak,retention_time,area,height", "1,2.31,1200,88", "2,4.02,845,60"),
    "qpcr.csv": _rows("Sample,Target,Cq", "S1,GAPDH,18.2", "S1,TP53,25.3", "S2,GAPDH,18.4"),
    "growth.csv": _rows("day,weight_g,mouse", "0,20.1,m1", "7,22.5,m1", "0,19.8,m2"),
    "inventory.csv": _rows(
        "item,vendor,catalog,quantity,price", "DMEM,Vendor,11965,4,25.0", "FBS,Vendor,10270,1,300.0"
    ),
    "primers.csv": _rows(
        "primer_id,sequence,gene,tm", "P1,CCAGCGGACGGGGCGGGGAC,AFF4,62",
        "P2,ACTCGTGGTGACAGGTG,ATF6,60",
    ),
    "antibodies.csv": _rows(
        "target,clone,fluorophore,dilution", "CD3,UCHT1,FITC,1:100", "CD4,RPA-T4,PE,1:50"
    ),
    "orders.csv": _rows(
        "order_id,status,time,total", "1,shipped,2026-01-02T10:00,9.5", "2,open,2026-01-03T11:00,8"
    ),
    "server_log.csv": _rows("time,status,path", "1,200,/", "2,404,/x", "3,200,/y"),
    "employees.csv": _rows("id,name,age,sex,department", "1,A,34,F,x", "2,B,51,M,y"),
    "timesheet.csv": _rows("employee,start,stop,plate", "A,8:00,16:00,x", "B,9:00,17:00,y"),
    "survey.csv": _rows("respondent,q1,q2,q3", "r1,5,4,3", "r2,2,3,4", "r3,1,1,5"),
    "iris.csv": _rows(
        "sepal_length,sepal_width,petal_length,petal_width,species", "5.1,3.5,1.4,0.2,setosa",
        "7.0,3.2,4.7,1.4,versicolor", "6.3,3.3,6.0,2.5,virginica",
    ),
    "stock_prices.csv": _rows("date,AAPL,MSFT", "2026-01-02,190,380", "2026-01-03,191,381"),
    "edges.csv": _rows("source,target,weight", "alice,bob,1", "bob,carol,2", "carol,alice,1"),
    "confusion.csv": _rows(",cat,dog", "cat,50,3", "dog,4,43"),
    "training_log.csv": _rows("epoch,train_loss,val_loss,lr", "1,0.9,1.0,0.001", "2,0.5,0.8,0.001"),
    "cities.tsv": _rows("city\tx\ty\tpeople", "Paris\t2.35\t48.85\t2100000", "Rome\t12.5\t41.9\t2"),
    "phenotypes.csv": _rows("subject,height,eye_colour", "1,170,blue", "2,180,brown"),
    "splits.csv": _rows("cell,split", "AAACCTGAGACAAAGG-1,train", "AAACCTGAGACAAGCC-1,test"),
    "predictions.csv": _rows("gene,y_true,y_pred", "A,1.0,0.9", "B,0.2,0.3"),
    "string_interactions.tsv": _rows(
        "protein1\tprotein2\tcombined_score", "9606.ENSP00000269305\t9606.ENSP00000398698\t999",
        "9606.ENSP00000269305\t9606.ENSP00000278616\t998",
    ),
    "ligand_receptor.csv": _rows("ligand,receptor,source", "TGFB1,TGFBR1,x", "CXCL12,CXCR4,x"),
    "compound_library.csv": _rows("name,smiles,vendor", "methanol,CO,X", "ethanol,CCO,Y"),
    "oil_wells.csv": _rows("well,depth_m,pressure", "W-12,1200,30.5", "W-13,1310,28.0"),
    "chess.csv": _rows("position,piece", "A1,rook", "B1,knight", "H8,rook"),
    "cinema.csv": _rows("seat,price,sold", "A01,12,1", "A02,12,0", "B01,10,1"),
    "spreadsheet_cells.csv": _rows("cell,formula", "A1,=SUM(B1:B9)", "B2,=A1*2"),
    "menu.csv": _rows("plate,dish,price", "P1,soup,5.5", "P2,pasta,9.0"),
    "food.csv": _rows("food,protein,fat,carbs", "egg,13,11,1", "rice,2.7,0.3,28", "tofu,8,4.8,2"),
    "recipe.csv": _rows("drug,dose,time", "coffee,2 cups,8:00", "tea,1 cup,16:00"),
    "map.csv": _rows("id,x,y,label", "1,10.5,3.2,inn", "2,4.4,8.9,bridge", "3,7.0,1.0,mill"),
    "gps.csv": _rows("time,lat,lon,speed", "0,48.1,11.5,3.2", "1,48.2,11.6,3.9"),
    "months.csv": _rows("year,JAN,FEB,MAR,APR,MAY,JUN", "2024,1,2,3,4,5,6", "2025,2,3,4,5,6,7"),
    "statistics.csv": _rows("group,MAX,MIN,SET,REST", "a,5,1,3,2", "b,6,2,4,3", "c,9,1,5,4"),
    "states.csv": _rows("year,AL,AK,AZ,AR,CA", "2020,5,1,7,3,39", "2021,5,1,7,3,39"),
    "machines.csv": _rows("machine,time,failure", "m1,120,1", "m2,300,0", "m3,80,1"),
    "library_books.csv": _rows("guide,sequence,gene", "Paris,first,travel", "Rome,second,travel"),
    "rain_by_day.csv": _rows("day,a,b,c", "2026-01-02,1,2,3", "2026-01-03,4,5,6"),
    "todo.tsv": _rows("task\twho\tdone", "order tips\tA\tno", "thaw cells\tB\tyes"),
    "empty_header_only.csv": b"gene,cell1,cell2\n",
    "one_number.csv": b"42\n",
    "semicolons.csv": _rows("Datum;Betrag;Zweck", "01.02.2026;-12,50;x", "02.02.2026;3,00;y"),
    "latin1.csv": "nom;pr\u00e9nom;\u00e2ge\nDupr\u00e9;Ren\u00e9;5\nX;Y;6\n".encode("latin-1"),
    "utf16.csv": "name,amount\nA,1\n".encode("utf-16"),
}  # fmt: skip

DOCUMENTS: Mapping[str, bytes] = {
    "empty.csv": b"",
    "empty.h5ad": b"",
    "blank.tsv": b"\n\n\n",
    "prose.txt": b"The cells were seeded on Monday.\nThey were treated on Tuesday, and died.\n",
    "page.html": b"<!DOCTYPE html><html><body>Please sign in</body></html>",
    "page.h5ad": b"<!DOCTYPE html><html><body>404</body></html>",
    "page.csv": b"<html><head><title>Login</title></head></html>",
    "notes.json": b'{"title": "notes", "items": [1, 2]}',
    "package.json": b'{"name": "x", "version": "1.0.0", "dependencies": {}}',
    "config.yaml": b"version: 1\nservices:\n  web:\n    image: nginx\n",
    "docker-compose.yml": b"services:\n  problems:\n    image: x\n",
    "pyproject.toml": b'[project]\nname = "x"\n',
    "genome.fa": b">chr1\nACGTACGTACGT\n>chr2\nGGGTTT\n",
    "peaks.bed": b"chr1\t100\t200\tp1\nchr2\t300\t400\tp2\n",
    "genes.gtf": b'chr1\tHAVANA\tgene\t11869\t14409\t.\t+\t.\tgene_id "ENSG00000223972";\n',
    "sets.gmt": b"HALLMARK_A\thttp://x\tTP53\tMYC\nHALLMARK_B\thttp://x\tEGFR\tKRAS\tBRAF\n",
    "reads.fastq": b"@r1\nACGTACGT\n+\nIIIIIIII\n",
    "calls.vcf": b"##fileformat=VCFv4.2\n#CHROM\tPOS\tID\tREF\tALT\nchr1\t5\t.\tA\tT\n",
    "tree.nwk": b"((A:0.1,B:0.2):0.3,C:0.4);\n",
    "social_network.mtx": (
        b"%%MatrixMarket matrix coordinate pattern symmetric\n% friendships\n4 4 3\n2 1\n3 2\n4 1\n"
    ),
    "stiffness.mtx": b"%%MatrixMarket matrix coordinate real general\n2 2 2\n1 1 4.0\n2 2 -1.5\n",
    "counts_without_names.mtx": b"%%MatrixMarket matrix coordinate integer general\n3 2 1\n1 1 5\n",
    "image.png": _png(),
    "photo.jpg": b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01" + bytes(64),
    "stack.tif": b"II*\x00\x08\x00\x00\x00" + bytes(64),
    "paper.pdf": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n" + bytes(64),
    "sheet.xlsx": _zip({"[Content_Types].xml": "<x/>", "xl/workbook.xml": "<x/>"}),
    "evil.zip": _zip({"../evil": "x"}),
    "code.zip": _zip({"src/main.py": "print(1)\n"}),
    "matrix.tar.gz": _tar(),
    "object.rds": gzip.compress(b"X\n\x00\x00\x00\x03\x00\x04\x01\x02"),
    "split.pkl": pickle.dumps({"train": ["A"], "test": ["B"]}),
    "array.npy": _npy(),
    "noise.bin": RANDOM.randbytes(5000),
    "noise.h5ad": RANDOM.randbytes(5000),
    "noise.gctx": RANDOM.randbytes(5000),
    "noise.csv": RANDOM.randbytes(5000),
    "zeros.h5": bytes(4096),
    "cut.h5": b"\x89HDF\r\n\x1a\n" + bytes(40),
    "cut.csv.gz": gzip.compress(b"gene,c1,c2\nTP53,1,2\n" * 50)[:40],
    "gct_in_name_only.gct": b"hello\nworld\n",
    "sdrf_in_name_only.sdrf.tsv": b"a\tb\n1\t2\n",
    "evidence.txt": b"The evidence is circumstantial.\nNo table here.\n",
    "proteinGroups.txt": b"Group\tLeader\nA\tB\n",
    "transcripts.csv": b"speaker,minute,text\nA,1,hello\nB,2,bye\n",
    "cells.csv": b"row,column,value\n1,A,3\n2,B,4\n",
    "cell_metadata.csv": b"phone,owner,contract\n0123,A,prepaid\n0456,B,flat\n",
    "tissue_positions.csv": b"seat,row,place\n1,A,3\n2,B,4\n",
}

FOLDERS: Mapping[str, Mapping[str, bytes]] = {
    "nothing": {},
    "photos": {"a.jpg": DOCUMENTS["photo.jpg"], "b.png": DOCUMENTS["image.png"]},
    "program": {"main.py": b"print(1)\n", "README.md": b"# x\n", "tests/test_x.py": b"x = 1\n"},
    "papers": {"a.pdf": DOCUMENTS["paper.pdf"], "notes.txt": DOCUMENTS["prose.txt"]},
    "reads": {"s_R1.fastq.gz": gzip.compress(DOCUMENTS["reads.fastq"])},
    "household": {name: TABLES[name] for name in ("bank_statement.csv", "weather.csv")},
    "matrix_without_names": {"matrix.mtx": DOCUMENTS["counts_without_names.mtx"]},
    "names_without_matrix": {name: TABLES[name] for name in ("barcodes.tsv", "features.tsv")},
    "results": {name: TABLES[name] for name in ("deseq2.csv", "gsea.tsv", "limma.tsv")},
    "spatial": {"tissue_hires_image.png": DOCUMENTS["image.png"]},
    "images": {"channels.json": b"{}", "x.png": DOCUMENTS["image.png"]},
    "store.zarr": {".zgroup": b'{"zarr_format": 2}', ".zattrs": b"{}"},
    "array.zarr": {"zarr.json": b'{"zarr_format": 3, "node_type": "group", "attributes": {}}'},
    "vendor_names": {
        "experiment.xenium": b"not json",
        "cells.csv": DOCUMENTS["cells.csv"],
        "manifest.json": b"{}",
    },
}


@pytest.fixture
def decoys(tmp_path: Path) -> list[Path]:
    """Write every decoy and return their paths.

    A reader may look at what lies beside a file, so each lies in a folder of its own.
    """
    written = []
    for name, content in {**TABLES, **DOCUMENTS}.items():
        path = tmp_path / "alone" / str(len(written)) / name
        path.parent.mkdir(parents=True)
        path.write_bytes(content)
        written.append(path)
    for name, files in FOLDERS.items():
        folder = tmp_path / "folders" / name
        folder.mkdir(parents=True)
        for inner, content in files.items():
            (folder / inner).parent.mkdir(parents=True, exist_ok=True)
            (folder / inner).write_bytes(content)
        written.append(folder)
    return written
