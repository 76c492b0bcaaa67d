// Fields of the form that are made of a table.

/**
 * Writes `[setting, label, options]` into a place of the form, to be called
 * before that is filled; `options` are `[value, text]`, and where there are
 * none, a type of input stands behind them.
 */
export function writeFields(place, fields) {
  for (const [name, label, options, type] of fields) {
    const field = document.createElement(options ? 'select' : 'input');
    Object.assign(field, { id: name, name });
    if (options) {
      field.append(...options.map(([value, text]) => new Option(text, value)));
    } else {
      field.type = type;
    }
    if (type === 'number') field.min = '1';
    if (type === 'text') {
      field.spellcheck = false;
      field.autocapitalize = 'none';
    }
    const text = document.createElement('label');
    text.htmlFor = field.id;
    text.textContent = label;
    const row = document.createElement('div');
    row.className = 'field';
    row.append(text, field);
    place.append(row);
  }
}
