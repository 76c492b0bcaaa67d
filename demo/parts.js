// A field of parts to be shown: a box to tick each, and where their order matters,
// buttons that move them.

import { make } from './element.js';

/**
 * Makes such a field of a list. `labels` are those of the parts by their names;
 * `tell` hears the names of the chosen ones between blanks, and the answer is a
 * function that fills the field with such a text.
 */
export function makeParts(list, labels, { isOrdered }, tell) {
  const tellChosen = () => {
    const checked = list.querySelectorAll('input:checked');
    tell([...checked].map(({ value }) => value).join(' '));
  };

  const mover = (name, where, arrow, by) => {
    const button = make(
      'button',
      { type: 'button', 'aria-label': `${labels[name]} ${where}` },
      arrow,
    );
    button.addEventListener('click', () => {
      const row = button.closest('li');
      const rows = [...list.children];
      const other = rows[rows.indexOf(row) + by];
      if (!other) return;
      if (by < 0) other.before(row);
      else other.after(row);
      button.focus();
      tellChosen();
    });
    return button;
  };

  const rowOf = (name, isShown) => {
    const box = make('input', { type: 'checkbox', value: name });
    box.checked = isShown;
    box.addEventListener('change', tellChosen);
    const label = make('label', { class: 'choice' }, box, ` ${labels[name]}`);
    if (!isOrdered) return make('li', {}, label);
    return make(
      'li',
      {},
      label,
      mover(name, 'earlier', '↑', -1),
      mover(name, 'later', '↓', 1),
    );
  };

  return (chosen) => {
    const shown = chosen.split(' ').filter(Boolean);
    const isShown = (name) => shown.includes(name);
    const names = Object.keys(labels);
    const order = isOrdered
      ? [...shown, ...names.filter((name) => !isShown(name))]
      : names;
    list.replaceChildren(...order.map((name) => rowOf(name, isShown(name))));
  };
}
