// What the adapter needs inside a page: finding elements as Playwright's
// locators do, saying whether one can be handled, and hearing what happens.
// The whole of `installKit` is sent as text, so it uses nothing from outside.

/** The name of the kit in a page; it is not enumerable there. */
export const KIT = '__webkitKit';

/** Runs in a page; `documentId` tells one document from the next. */
export function installKit(name, documentId) {
  if (globalThis[name]) {
    // A window may be kept for the first document that it is given.
    globalThis[name].documentId = documentId;
    return;
  }

  // Pages may put something else in its place.
  const requestAnimationFrame =
    globalThis.requestAnimationFrame.bind(globalThis);
  const heard = [];
  const tell = (kind, ...values) => heard.push({ kind, values: pack(values) });

  // Text, as Playwright normalizes it.

  const plain = (text) =>
    text
      .replace(/[\u200b\u00ad]/g, '')
      .trim()
      .replace(/\s+/g, ' ');

  /** Whether a text is that which is wanted: a pattern, or a part of it. */
  const fits = (text, { source, flags, value, exact }) => {
    if (source !== undefined) return new RegExp(source, flags).test(text);
    const [here, wanted] = [plain(text), plain(value)];
    return exact
      ? here === wanted
      : here.toLowerCase().includes(wanted.toLowerCase());
  };

  const WORDLESS = ['HEAD', 'NOSCRIPT', 'SCRIPT', 'STYLE'];
  const childrenOf = (node) => [
    ...(node.shadowRoot?.childNodes ?? []),
    ...node.childNodes,
  ];
  const textOf = (node, known) => {
    if (node.nodeType === Node.TEXT_NODE) return node.data;
    if (WORDLESS.includes(node.nodeName)) return '';
    if (known.has(node)) return known.get(node);
    const isButton =
      node.localName === 'input' && /^(button|submit)$/.test(node.type);
    const text = isButton
      ? node.value
      : childrenOf(node)
          .map((child) => textOf(child, known))
          .join('');
    known.set(node, text);
    return text;
  };

  // Selectors, which match across open shadow roots.

  const parentOf = (element) =>
    element.parentElement ??
    (element.parentNode instanceof ShadowRoot ? element.parentNode.host : null);

  const previousOf = (element) => element.previousElementSibling;

  /** Parts of a text between signs that stand in no brackets or quotes. */
  const split = (text, isBetween) => {
    const parts = [''];
    let depth = 0;
    let quote = null;
    for (const sign of text) {
      if (quote) {
        if (sign === quote) quote = null;
      } else if (sign === '"' || sign === "'") quote = sign;
      else if ('([{'.includes(sign)) depth += 1;
      else if (')]}'.includes(sign)) depth -= 1;
      else if (depth === 0 && isBetween(sign)) {
        parts.push(sign, '');
        continue;
      }
      parts[parts.length - 1] += sign;
    }
    return parts;
  };

  /** `[{ compound, combinator }]`, the combinator before each compound. */
  const chainOf = (selector) => {
    const chain = [];
    let combinator = null;
    for (const part of split(selector.trim(), (sign) =>
      ' >+~'.includes(sign),
    )) {
      if (part === '') continue;
      if (part === ' ') combinator ??= ' ';
      else if (part.length === 1 && '>+~'.includes(part)) combinator = part;
      else {
        chain.push({ compound: part, combinator });
        combinator = null;
      }
    }
    return chain;
  };

  const allIn = (scope) => {
    const found = [];
    const walk = (root) => {
      for (const element of root.querySelectorAll('*')) {
        found.push(element);
        if (element.shadowRoot) walk(element.shadowRoot);
      }
    };
    if (scope.shadowRoot) walk(scope.shadowRoot);
    walk(scope);
    return found;
  };

  const matchesChain = (element, chain, scope) => {
    const matches = (at, compound) =>
      compound === ':scope' ? at === scope : at.matches?.(compound);
    const leads = (at, index) => {
      const { compound, combinator } = chain[index];
      if (!at || !matches(at, compound)) return false;
      if (index === 0) {
        // One that begins with a combinator begins at its scope.
        return combinator !== '>' || parentOf(at) === scope;
      }
      const isSibling = combinator === '+' || combinator === '~';
      const next = isSibling ? previousOf : parentOf;
      const isNear = combinator === '>' || combinator === '+';
      // Nothing outside of the scope counts, but the scope itself does.
      for (
        let to = at === scope ? null : next(at);
        to;
        to = to === scope ? null : next(to)
      ) {
        if (leads(to, index - 1)) return true;
        if (isNear) return false;
      }
      return false;
    };
    return leads(element, chain.length - 1);
  };

  const bySelector = (scope, selector) => {
    const chains = split(selector, (sign) => sign === ',')
      .filter((part) => part !== ',')
      .map(chainOf);
    return allIn(scope).filter((element) =>
      chains.some((chain) => matchesChain(element, chain, scope)),
    );
  };

  // Roles and names, as far as the tests ask for them.

  const isShown = (element) => {
    if (!element.isConnected) return false;
    const { display, visibility } = getComputedStyle(element);
    if (display === 'contents') {
      return childrenOf(element).some((child) =>
        child.nodeType === Node.TEXT_NODE
          ? plain(child.data) !== ''
          : child.nodeType === Node.ELEMENT_NODE && isShown(child),
      );
    }
    const { width, height } = element.getBoundingClientRect();
    return visibility === 'visible' && width > 0 && height > 0;
  };

  const isExposed = (element) => {
    if (getComputedStyle(element).visibility !== 'visible') return false;
    for (let at = element; at; at = parentOf(at)) {
      if (at.getAttribute('aria-hidden') === 'true') return false;
      if (getComputedStyle(at).display === 'none') return false;
    }
    // What a closed <details> has inside is not rendered at all.
    return element.checkVisibility?.() ?? true;
  };

  const INPUTS = {
    button: 'button',
    checkbox: 'checkbox',
    image: 'button',
    radio: 'radio',
    range: 'slider',
    reset: 'button',
    search: 'searchbox',
    submit: 'button',
  };
  const ROLES = {
    a: (it) => (it.hasAttribute('href') ? 'link' : null),
    article: () => 'article',
    button: () => 'button',
    dialog: () => 'dialog',
    h1: () => 'heading',
    h2: () => 'heading',
    h3: () => 'heading',
    h4: () => 'heading',
    h5: () => 'heading',
    h6: () => 'heading',
    img: () => 'img',
    input: (it) => INPUTS[it.type] ?? 'textbox',
    li: () => 'listitem',
    main: () => 'main',
    nav: () => 'navigation',
    ol: () => 'list',
    option: () => 'option',
    output: () => 'status',
    search: () => 'search',
    select: () => 'combobox',
    textarea: () => 'textbox',
    ul: () => 'list',
  };
  const roleOf = (element) =>
    element.getAttribute('role')?.trim().split(/\s+/)[0] ||
    (ROLES[element.localName]?.(element) ?? null);

  const NAMED_BY_CONTENT = [
    ...['button', 'checkbox', 'heading', 'link', 'menuitem', 'option'],
    ...['radio', 'switch', 'tab'],
  ];
  const contentOf = (element) => {
    const label = element.getAttribute?.('aria-label');
    if (label) return label;
    if (element.nodeType === Node.TEXT_NODE) return element.data;
    if (element.nodeType !== Node.ELEMENT_NODE || !isExposed(element))
      return '';
    if (element.localName === 'img') return element.alt;
    const inner = childrenOf(element).map(contentOf).join('');
    const { display } = getComputedStyle(element);
    return display === 'inline' ? inner : ` ${inner} `;
  };
  const nameOf = (element) => {
    const ids = element.getAttribute('aria-labelledby');
    if (ids) {
      const root = element.getRootNode();
      const labels = ids.split(/\s+/).map((id) => root.getElementById(id));
      return plain(labels.map((it) => it?.textContent ?? '').join(' '));
    }
    const label = element.getAttribute('aria-label');
    if (label?.trim()) return plain(label);
    if (element.labels?.length > 0) {
      return plain([...element.labels].map(contentOf).join(' '));
    }
    if (element.localName === 'img') return plain(element.alt);
    if (element.localName === 'input' && INPUTS[element.type] === 'button') {
      return plain(element.value);
    }
    const isNamedByContent = NAMED_BY_CONTENT.includes(roleOf(element));
    const content = isNamedByContent ? plain(contentOf(element)) : '';
    return content || plain(element.getAttribute('title') ?? '');
  };

  const STATES = {
    checked: (it) => it.checked ?? it.getAttribute('aria-checked') === 'true',
    disabled: (it) => it.matches(':disabled, [aria-disabled="true"]'),
    expanded: (it) => it.getAttribute('aria-expanded') === 'true',
    level: (it) =>
      Number(it.getAttribute('aria-level') ?? it.localName.slice(1)),
    pressed: (it) => it.getAttribute('aria-pressed') === 'true',
  };
  const byRole = (scope, { role, name: wanted, states }) =>
    allIn(scope).filter(
      (element) =>
        roleOf(element) === role &&
        isExposed(element) &&
        Object.entries(states).every(
          ([state, value]) => STATES[state](element) === value,
        ) &&
        (!wanted || fits(nameOf(element), wanted)),
    );

  /** The smallest elements that have the text; the scope may be one. */
  const byText = (scope, wanted) => {
    const own = scope === document ? [] : [scope];
    const known = new Map();
    const has = (element) =>
      !WORDLESS.includes(element.nodeName) &&
      fits(textOf(element, known), wanted);
    const found = [...own, ...allIn(scope)].filter(has);
    const isParent = new Set(found.map(parentOf));
    return found.filter((element) => !isParent.has(element));
  };

  const byLabel = (scope, wanted) =>
    allIn(scope).filter(
      (element) =>
        (element.labels?.length > 0 ||
          element.matches('[aria-label], [aria-labelledby]')) &&
        fits(nameOf(element), wanted),
    );

  // Steps of a locator: see locator.mjs.

  const STEPS = {
    css: (scopes, { selector }) =>
      scopes.flatMap((scope) => bySelector(scope, selector)),
    role: (scopes, step) => scopes.flatMap((scope) => byRole(scope, step)),
    text: (scopes, { wanted }) =>
      scopes.flatMap((scope) => byText(scope, wanted)),
    label: (scopes, { wanted }) =>
      scopes.flatMap((scope) => byLabel(scope, wanted)),
    nth: (found, { index }) => {
      const one = found.at(index);
      return one ? [one] : [];
    },
    hasText: (found, { wanted }) => {
      const known = new Map();
      return found.filter((element) => fits(textOf(element, known), wanted));
    },
    has: (found, { steps }) =>
      found.filter((element) => find(steps, element).length > 0),
  };
  function find(steps, scope = document) {
    let found = [scope];
    for (const step of steps) {
      found = [...new Set(STEPS[step.kind](found, step))];
    }
    return found;
  }
  const one = (steps) => {
    const [element, ...others] = find(steps);
    if (others.length > 0) {
      throw new Error(
        `strict mode violation: ${others.length + 1} elements fit`,
      );
    }
    return element ?? null;
  };

  // Whether an element can be handled, and where.

  const alignments = ['nearest', 'center', 'end', 'start'];
  /** By element: `{ place, isStill }`, its box and whether it has kept it. */
  const places = new WeakMap();
  const keepsPlace = (element, { x, y, width, height }) => {
    const place = [x, y, width, height].join();
    const last = places.get(element);
    if (last?.place === place) return last.isStill;
    const now = { place, isStill: false };
    places.set(element, now);
    requestAnimationFrame(() =>
      requestAnimationFrame(() => (now.isStill = true)),
    );
    return false;
  };

  const deepestAt = (x, y) => {
    let found = document.elementFromPoint(x, y);
    for (;;) {
      const inner = found?.shadowRoot?.elementFromPoint(x, y);
      if (!inner || inner === found) return found;
      found = inner;
    }
  };
  const contains = (outer, inner) => {
    for (let at = inner; at; at = at.assignedSlot ?? parentOf(at)) {
      if (at === outer) return true;
    }
    return false;
  };

  /** `{ x, y }` to point at, or `{ not }`: why it cannot be done yet. */
  const ready = (steps, { pointed = true, enabled = true } = {}) => {
    const element = one(steps);
    if (!element) return { not: 'there' };
    if (!isShown(element)) return { not: 'visible' };
    if (enabled && STATES.disabled(element)) return { not: 'enabled' };
    if (!pointed) return {};
    const box = element.getBoundingClientRect();
    if (!keepsPlace(element, box)) return { not: 'still' };
    const [first] = element.getClientRects();
    const { left, right, top, bottom } = first ?? box;
    const x = Math.floor((left + right) / 2);
    const y = Math.floor((top + bottom) / 2);
    if (x < 0 || y < 0 || x >= innerWidth || y >= innerHeight) {
      const middle = { block: 'center', inline: 'center' };
      element.scrollIntoView({ ...middle, behavior: 'instant' });
      return { not: 'in the viewport' };
    }
    const hit = deepestAt(x, y);
    const label = element.closest('label');
    if (!contains(element, hit) && !(label && contains(label, hit))) {
      // Something lies over it, or it is out of sight in a box that scrolls.
      const [block] = alignments;
      alignments.push(alignments.shift());
      element.scrollIntoView({ block, inline: 'nearest', behavior: 'instant' });
      return { not: `on top, but ${hit?.outerHTML.slice(0, 100)} is` };
    }
    return { x, y };
  };

  /** Replaces the text of a field as somebody who types does. */
  const fill = (element, text) => {
    element.focus();
    if (element.isContentEditable) getSelection().selectAllChildren(element);
    else element.select();
    if (text === '') document.execCommand('delete');
    else document.execCommand('insertText', false, text);
    const value = element.value ?? element.textContent;
    if (value !== text) throw new Error(`filled with ${JSON.stringify(value)}`);
  };

  // Values on their way to the test.

  const pack = (value) => {
    if (value === undefined) return { is: 'undefined' };
    if (typeof value === 'number' && !Number.isFinite(value)) {
      return { is: 'number', value: String(value) };
    }
    if (Array.isArray(value)) return value.map(pack);
    if (value instanceof Error) return { is: 'error', ...failure(value).error };
    if (value instanceof Node) return `ref: <${value.nodeName}>`;
    if (typeof value === 'function') return 'ref: <function>';
    if (typeof value !== 'object' || value === null) return value;
    if (typeof value.toJSON === 'function') return pack(value.toJSON());
    const entries = Object.entries(value).map(([key, it]) => [key, pack(it)]);
    return { is: 'object', value: Object.fromEntries(entries) };
  };
  const failure = (error) => ({
    error:
      error instanceof Error || error instanceof DOMException
        ? { name: error.name, message: error.message, stack: error.stack }
        : { name: 'Error', message: String(error) },
  });
  const settled = new Map();
  let promises = 0;

  /** What a function gives, as JSON; of a promise a number to ask for. */
  const run = (body) => {
    try {
      const value = body(kit);
      if (typeof value?.then !== 'function') {
        return JSON.stringify({ value: pack(value) });
      }
      const promise = (promises += 1);
      value.then(
        (it) => settled.set(promise, { value: pack(it) }),
        (error) => settled.set(promise, failure(error)),
      );
      return JSON.stringify({ promise, documentId: kit.documentId });
    } catch (error) {
      return JSON.stringify(failure(error));
    }
  };
  const collect = (promise) => {
    const outcome = settled.get(promise);
    settled.delete(promise);
    return outcome ? JSON.stringify(outcome) : null;
  };

  // What the page does.

  const words = (values) =>
    values
      .map((value) => {
        if (typeof value !== 'object' || value === null) return String(value);
        if (value instanceof Error) return value.stack ?? value.message;
        try {
          return JSON.stringify(value);
        } catch {
          return String(value);
        }
      })
      .join(' ');
  const METHODS = { debug: 'debug', error: 'error', info: 'info', log: 'log' };
  for (const [method, type] of Object.entries({
    ...METHODS,
    warn: 'warning',
  })) {
    const own = console[method];
    console[method] = (...values) => {
      tell('console', type, words(values));
      own.apply(console, values);
    };
  }
  addEventListener('error', ({ error, message }) => {
    if (message) tell('pageerror', error?.message ?? message);
  });
  addEventListener('unhandledrejection', ({ reason }) => {
    tell('pageerror', reason?.message ?? String(reason));
  });
  // They would hold up everything, and the driver has no event for them.
  for (const [type, answer] of [
    ['alert', undefined],
    ['confirm', false],
    ['prompt', null],
  ]) {
    globalThis[type] = (message = '') => {
      tell('dialog', type, String(message));
      return answer;
    };
  }

  const kit = {
    ...{ collect, documentId, fill, find, isShown, one, ready, run, tell },
    /** What somebody who watches the page wants to know, each thing once. */
    look: () =>
      JSON.stringify({
        documentId: kit.documentId,
        url: location.href,
        state: document.readyState,
        frames: globalThis.length,
        heard: heard.splice(0),
      }),
  };
  Object.defineProperty(globalThis, name, { value: kit });
}

/** The kit as a statement for a page. */
export const kitScript = (documentId) =>
  `(${installKit})(${JSON.stringify(KIT)}, ${JSON.stringify(documentId)});`;

/** A value as the page packed it. */
export function unpack(value) {
  if (Array.isArray(value)) return value.map(unpack);
  if (typeof value !== 'object' || value === null) return value;
  if (value.is === 'undefined') return undefined;
  if (value.is === 'number') return Number(value.value);
  if (value.is === 'error') {
    return Object.assign(new Error(value.message), { name: value.name });
  }
  return Object.fromEntries(
    Object.entries(value.value).map(([key, it]) => [key, unpack(it)]),
  );
}
