"""Adds villages' xlsx ledgers up with pandas and openpyxl: what an office's clever colleague writes today.

script.py FOLDER OUT.xlsx: reads every ledger workbook of the folder, writes the township's tables T1 to T5 and T8 with one row a
village, prints the totals as JSON. What the ledgers do not tell is left out: the people behind a need, hours, signals.
"""

import json
import pathlib
import sys

import pandas as pd

NEEDS = {"grain": "需口粮", "clothing": "需衣被", "heating": "需取暖", "water": "需饮水", "medical": "需医疗"}


def entries(sheets, number):
    """The entries of the ledger of this number: the rows that have a serial number."""
    for name, sheet in sheets.items():
        if name.startswith(number + " "):
            return sheet[pd.to_numeric(sheet.iloc[:, 0], errors="coerce").notna()]
    return pd.DataFrame()


def people(column):
    return int(pd.to_numeric(column, errors="coerce").sum())


def village(path):
    sheets = pd.read_excel(path, sheet_name=None, header=2)
    homes, key, contacts, problems, needs = (entries(sheets, number) for number in ("L16", "L1", "L3", "L4", "L5"))
    found = homes[homes["现住情况"] != "查无此户"]
    there = found[found["现住情况"] != "整户外出"]
    done = found["排查日期"].notna()
    row = {
        "households": len(found),
        "surveyed": int(done.sum()),
        "people": people(found["家庭人口"]),
        "people_surveyed": people(found["家庭人口"][done]),
        "key": int((found["重点户"] == "是").sum()),
        "key_surveyed": int((done & (found["重点户"] == "是")).sum()),
        "away": len(found) - len(there),
        "not_found": len(homes) - len(found),
        "leaflet": int((there["明白纸"] == "已发（签收）").sum()),
        "taught": int(there["面对面安全教育"].isin(["已做（本人）", "已做（家属）"]).sum()),
        "inspected": int(there["排查日期"].notna().sum()),
        "paired": int(key["帮扶责任人"].notna().sum()),
        "contacts": len(contacts),
        "contacts_visit": int((contacts["联系方式"] == "入户").sum()),
        "contacts_call": int((contacts["联系方式"] == "电话").sum()),
        "problems_found": len(problems),
        "problems_on_site": int((problems["处理方式"] == "现场解决").sum()),
        "problems_reported": int((problems["处理方式"] == "上报").sum()),
        "problems_closed": int(problems["销号日期"].notna().sum()),
        "problems_overdue": int((problems["是否超期"] == "是").sum()),
        "need_clothing_pieces": people(needs["数量"][needs["需求种类"] == "衣被"]),
        "need_grain_kg": people(needs["数量"][needs["需求种类"] == "口粮"]),
    }
    row.update({f"need_{need}": int((homes[column] == "是").sum()) for need, column in NEEDS.items()})
    classes = problems.groupby("类别").agg(发现=("类别", "size"), 已销号=("销号日期", "count"))
    days = pd.DataFrame({
        "入户": homes["排查日期"].value_counts(),
        "发现问题": problems["发现日期"].value_counts(),
        "销号": problems["销号日期"].value_counts(),
        "联系": contacts["日期"].value_counts(),
        "提出需求": needs["提出日期"].value_counts(),
        "解决需求": needs["解决日期"].value_counts(),
    })
    return row, classes, days


def main(folder, out):
    paths = sorted(pathlib.Path(folder).glob("*.xlsx"))
    rows, classes, days = zip(*(village(path) for path in paths))
    table = pd.DataFrame(rows, index=[path.stem for path in paths])
    table.loc["合计"] = table.sum()
    with pd.ExcelWriter(out) as book:
        table.to_excel(book, sheet_name="T1-T5")
        pd.concat(classes).groupby(level=0).sum().to_excel(book, sheet_name="T4 按类别")
        pd.concat(days).groupby(level=0).sum().to_excel(book, sheet_name="T8")
    print(json.dumps({name: int(total) for name, total in table.loc["合计"].items()}))


main(*sys.argv[1:])
