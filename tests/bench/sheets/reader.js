// Reads a workbook into rows, as one would who then fills a register with them.
importScripts('xlsx.full.min.js');
onmessage = ({ data }) => {
  const book = XLSX.read(data, { type: 'array', dense: true });
  const rows = XLSX.utils.sheet_to_json(book.Sheets[book.SheetNames[0]], { header: 1 });
  postMessage(rows.length);
};
