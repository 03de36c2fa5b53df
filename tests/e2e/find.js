// Arguments: what to find, and its name. Returns an element, or the screen's text.
const [kind, name] = arguments;
const squeeze = (text) => (text || '').replace(/\s+/g, ' ').trim();
const seen = (element) => element.checkVisibility ? element.checkVisibility({ visibilityProperty: true }) : element.offsetParent !== null;
// A modal dialogue hides what is behind it from the user, so also from the search.
const modal = [...document.querySelectorAll('dialog[open]')].pop();
const root = modal || document.body;
if (kind === 'text') {
  const fields = [...root.querySelectorAll('input:not([type=file]), textarea, select')].filter(seen).map((field) => field.value);
  return squeeze(root.innerText) + ' ' + fields.join(' ');
}
if (kind === 'file') return root.querySelector('input[type=file]') || document.querySelector('input[type=file]');
const named = (element) => {
  const label = element.getAttribute('aria-label');
  if (label) return squeeze(label);
  const by = element.getAttribute('aria-labelledby');
  if (by) return squeeze(by.split(/\s+/).map((id) => document.getElementById(id)?.innerText).join(' '));
  if (element.labels && element.labels.length) return squeeze([...element.labels].map((label) => label.innerText).join(' '));
  return squeeze(element.innerText || element.placeholder || element.title);
};
const selector = kind === 'field'
  ? 'input:not([type=file]):not([type=radio]):not([type=checkbox]), textarea, select'
  : 'button, a[href], label, summary, [role=button], [role=tab], [role=option], [role=radio], [role=checkbox], [role=switch]';
const found = [...root.querySelectorAll(selector)].filter((element) => seen(element) && !element.disabled);
const wanted = squeeze(name);
const pick = found.find((element) => named(element) === wanted)
  || found.find((element) => named(element).startsWith(wanted))
  || found.find((element) => named(element).includes(wanted));
if (pick) pick.scrollIntoView({ block: 'center', behavior: 'instant' });
return pick || null;
