"""A typical script without DropZone: csv, a check of each cell, shutil.move. Usage: script.py INPUT PART OUTPUT"""
import csv
import re
import shutil
import sys
import uuid
from datetime import date, datetime
from decimal import Decimal

source, part, target = sys.argv[1:]
statuses = {"new", "paid", "shipped", "cancelled"}
mail = re.compile(r"[A-Za-z0-9._+-]+@[A-Za-z0-9-]+\.[A-Za-z]{2,}")
code = re.compile(r"[A-Za-z]{3}-[0-9]{4}")
with open(source, newline="", encoding="utf-8") as rows, open(part, "w", newline="", encoding="utf-8") as out:
    reader = csv.reader(rows)
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(next(reader))
    for row in reader:
        int(row[0])
        uuid.UUID(row[1])
        date.fromisoformat(row[2])
        if not 0 <= Decimal(row[3]) <= 1000000:
            sys.exit(f"amount {row[3]}")
        if row[4] not in statuses or not mail.fullmatch(row[5]) or not row[6]:
            sys.exit(f"row {row}")
        if row[7] not in ("true", "false"):
            sys.exit(f"gift {row[7]}")
        datetime.fromisoformat(row[8])
        if len(row[9]) > 100 or not code.fullmatch(row[10]):
            sys.exit(f"row {row}")
        row[5] = row[5].lower()
        row[10] = row[10].upper()
        writer.writerow(row)
shutil.move(part, target)
