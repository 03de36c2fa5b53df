// Has the worker read the file that is chosen; the title then tells after how many milliseconds its rows were there, and how many.
const worker = new Worker('reader.js');
const field = document.querySelector('input');
field.addEventListener('change', async () => {
  const begun = performance.now();
  worker.onmessage = ({ data }) => { document.title = `read ${Math.round(performance.now() - begun)} ms, ${data} rows`; };
  const bytes = await field.files[0].arrayBuffer();
  worker.postMessage(bytes, [bytes]);
});
