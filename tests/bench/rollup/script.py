"""Adds villages' xlsx ledgers up with pandas and openpyxl: what an office's clever colleague writes today.

script.py FOLDER OUT.xlsx: reads every ledger workbook of the folder, writes one row a village, prints the totals as JSON.
"""

import json
import pathlib
import sys

import pandas as pd


def entries(sheets, number):
    """The entries of the ledger of this number: the rows that have a serial number."""
    for name, sheet in sheets.items():
        if name.startswith(number + " "):
            return sheet[pd.to_numeric(sheet.iloc[:, 0], errors="coerce").notna()]
    return pd.DataFrame()


def village(path):
    sheets = pd.read_excel(path, sheet_name=None, header=2)
    key, contacts, problems, needs = (entries(sheets, number) for number in ("L1", "L3", "L4", "L5"))
    row = {
        "village": path.stem,
        "key": len(key),
        "people": int(pd.to_numeric(key["家庭人口"], errors="coerce").sum()),
        "paired": int(key["帮扶责任人"].notna().sum()),
        "contacts": len(contacts),
        "problems_found": len(problems),
        "problems_closed": int(problems["销号日期"].notna().sum()),
        "problems_overdue": int((problems["是否超期"] == "是").sum()),
        "needs": len(needs),
    }
    for column, ledger in (("类别", problems), ("需求种类", needs)):
        row.update({f"{column}：{name}": count for name, count in ledger[column].value_counts().items()})
    return row


def main(folder, out):
    table = pd.DataFrame([village(path) for path in sorted(pathlib.Path(folder).glob("*.xlsx"))]).fillna(0)
    table.loc[len(table)] = table.sum(numeric_only=True)
    table.to_excel(out, index=False)
    print(json.dumps({name: int(table[name].iloc[-1]) for name in ("contacts", "problems_found", "problems_closed")}))


main(*sys.argv[1:])
