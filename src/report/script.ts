/**
 * A little comfort where scripts run; the report says everything without it. Opens the rule that a link leads to, copies
 * request lines, filters the rules and opens or closes them all.
 */
export const script = `
(() => {
  const make = (name, text) => Object.assign(document.createElement(name), { textContent: text });
  const reveal = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target instanceof HTMLDetailsElement) target.open = true;
  };
  addEventListener('hashchange', reveal);
  reveal();

  const { copy, copied } = document.body.dataset;
  for (const line of navigator.clipboard ? document.querySelectorAll('pre.command') : []) {
    const text = line.textContent;
    const button = Object.assign(make('button', copy), { type: 'button', className: 'copy' });
    button.addEventListener('click', () =>
      navigator.clipboard.writeText(text).then(
        () => { button.textContent = copied; },
        () => getSelection().selectAllChildren(line),
      ),
    );
    line.prepend(button);
  }

  const tools = document.querySelector('.tools');
  if (!tools) return;
  const rules = [...document.querySelectorAll('.rule')];
  const haystacks = new Map();
  const field = Object.assign(make('input'), { type: 'search', placeholder: tools.dataset.filter });
  field.setAttribute('aria-label', tools.dataset.filter);
  const shown = make('span', '');
  shown.setAttribute('aria-live', 'polite');
  const filter = () => {
    const wanted = field.value.trim().toLowerCase();
    for (const rule of rules) {
      if (!haystacks.has(rule)) haystacks.set(rule, rule.textContent.toLowerCase());
      rule.hidden = !haystacks.get(rule).includes(wanted);
    }
    for (const group of document.querySelectorAll('.group,.of-endpoint')) group.hidden = !group.querySelector('.rule:not([hidden])');
    shown.textContent = wanted === '' ? '' : tools.dataset.shown + ' ' + rules.filter((rule) => !rule.hidden).length;
  };
  field.addEventListener('input', filter);
  const all = (text, open) => {
    const button = Object.assign(make('button', text), { type: 'button' });
    button.addEventListener('click', () => { for (const rule of rules) rule.open = open; });
    return button;
  };
  tools.append(field, all(tools.dataset.open, true), all(tools.dataset.close, false), shown);
  tools.hidden = false;
})();
`;
