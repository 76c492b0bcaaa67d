// Locators: steps that lead to elements, followed anew for each call, as
// Playwright's are. What they do in the page is in kit.mjs.

const TIMEOUT = 30_000;

/** Refuses what Playwright knows and this adapter does not. */
export function onlyOptions(options, known, method) {
  for (const name of Object.keys(options ?? {})) {
    if (!known.includes(name)) {
      throw new Error(`WebKit: ${method}() does not know the option ${name}`);
    }
  }
}

const wantedText = (text, exact = false) =>
  text instanceof RegExp
    ? { source: text.source, flags: text.flags }
    : { value: String(text), exact };

/** Steps of a selector: CSS, `text=`, and `>> nth=`. */
const stepsOf = (selector) =>
  selector.split(' >> ').map((part) => {
    const [, engine, body] = /^(nth|text)=(.*)$/s.exec(part) ?? [];
    if (engine === 'nth') return { kind: 'nth', index: Number(body) };
    if (engine === 'text') return { kind: 'text', wanted: wantedText(body) };
    return { kind: 'css', selector: part };
  });

function filterSteps(options, method) {
  onlyOptions(options, ['has', 'hasText'], method);
  const { has, hasText } = options ?? {};
  const steps = [];
  if (hasText !== undefined) {
    steps.push({ kind: 'hasText', wanted: wantedText(hasText) });
  }
  if (has) steps.push({ kind: 'has', steps: has.steps });
  return steps;
}

/** What pages, frames and locators have in common: the ways to find more. */
export class Finder {
  /** Of a place: a page and the frame in it; see page.mjs. */
  constructor(place, steps = []) {
    this.place = place;
    this.steps = steps;
  }

  #then(...steps) {
    return new Locator(this.place, [...this.steps, ...steps]);
  }

  locator(selector, options) {
    if (typeof selector !== 'string') {
      throw new Error('WebKit: locator() takes a selector only');
    }
    const more = filterSteps(options, 'locator');
    return this.#then(...stepsOf(selector), ...more);
  }

  getByRole(role, { name, exact, ...states } = {}) {
    const known = ['checked', 'disabled', 'expanded', 'level', 'pressed'];
    onlyOptions(states, known, 'getByRole');
    const wanted = name === undefined ? null : wantedText(name, exact);
    return this.#then({ kind: 'role', role, name: wanted, states });
  }

  getByText(text, { exact } = {}) {
    return this.#then({ kind: 'text', wanted: wantedText(text, exact) });
  }

  getByLabel(text, { exact } = {}) {
    return this.#then({ kind: 'label', wanted: wantedText(text, exact) });
  }

  frameLocator(selector) {
    return new Finder(this.place.within([...this.steps, ...stepsOf(selector)]));
  }
}

export class Locator extends Finder {
  #and(step) {
    return new Locator(this.place, [...this.steps, step]);
  }

  page() {
    return this.place.page;
  }

  filter(options) {
    const steps = filterSteps(options, 'filter');
    return new Locator(this.place, [...this.steps, ...steps]);
  }

  nth(index) {
    return this.#and({ kind: 'nth', index });
  }

  first() {
    return this.nth(0);
  }

  last() {
    return this.nth(-1);
  }

  count() {
    return this.place.run((kit, steps) => kit.find(steps).length, this.steps);
  }

  async all() {
    const count = await this.count();
    return Array.from({ length: count }, (_, index) => this.nth(index));
  }

  isVisible() {
    return this.place.run((kit, steps) => {
      const element = kit.one(steps);
      return element !== null && kit.isShown(element);
    }, this.steps);
  }

  async isHidden() {
    return !(await this.isVisible());
  }

  /** Resolves when the only element is so; with a locator of none, waits. */
  async waitFor({ state = 'visible', timeout, ...others } = {}) {
    onlyOptions(others, [], 'waitFor');
    const wanted = {
      attached: ({ isThere }) => isThere,
      detached: ({ isThere }) => !isThere,
      hidden: ({ isShown }) => !isShown,
      visible: ({ isShown }) => isShown,
    }[state];
    await this.#until(timeout, `is ${state}`, async () => {
      const found = await this.place.run((kit, steps) => {
        const element = kit.one(steps);
        const isShown = element !== null && kit.isShown(element);
        return { isThere: element !== null, isShown };
      }, this.steps);
      return wanted(found) || null;
    });
  }

  /** Calls `attempt` until it gives something; a page may go meanwhile. */
  async #until(timeout = TIMEOUT, what, attempt) {
    const { page } = this.place;
    try {
      return await page.until(attempt, what, timeout);
    } catch (error) {
      error.message += `\n  locator: ${JSON.stringify(this.steps)}`;
      throw error;
    }
  }

  /** Runs `function(element, argument)` in the page. */
  async evaluate(body, argument, { timeout, ...others } = {}) {
    onlyOptions(others, [], 'evaluate');
    await this.waitFor({ state: 'attached', timeout });
    return this.#onElement(body, argument);
  }

  #onElement(body, argument) {
    return this.place.runSource(
      `(steps, argument) => {
        const element = kit.one(steps);
        if (!element) throw new Error('the element has gone');
        return (${body})(element, argument);
      }`,
      [this.steps, argument],
    );
  }

  /** The same with all elements at once, be there any or none. */
  evaluateAll(body, argument) {
    return this.place.runSource(
      `(steps, argument) => (${body})(kit.find(steps), argument)`,
      [this.steps, argument],
    );
  }

  textContent(options) {
    return this.evaluate((it) => it.textContent, undefined, options);
  }

  innerText(options) {
    return this.evaluate((it) => it.innerText, undefined, options);
  }

  inputValue(options) {
    return this.evaluate((it) => it.value, undefined, options);
  }

  getAttribute(name, options) {
    return this.evaluate((it, key) => it.getAttribute(key), name, options);
  }

  isChecked(options) {
    return this.evaluate((it) => it.checked, undefined, options);
  }

  isEnabled(options) {
    return this.evaluate((it) => !it.matches(':disabled'), undefined, options);
  }

  isDisabled(options) {
    return this.evaluate((it) => it.matches(':disabled'), undefined, options);
  }

  allTextContents() {
    return this.evaluateAll((all) => all.map((it) => it.textContent));
  }

  allInnerTexts() {
    return this.evaluateAll((all) => all.map((it) => it.innerText));
  }

  async boundingBox(options) {
    return this.evaluate(
      (it) => {
        if (it.getClientRects().length === 0) return null;
        const { x, y, width, height } = it.getBoundingClientRect();
        return { x, y, width, height };
      },
      undefined,
      options,
    );
  }

  scrollIntoViewIfNeeded(options) {
    return this.evaluate(
      (it) => {
        const { top, bottom } = it.getBoundingClientRect();
        if (top >= 0 && bottom <= innerHeight) return;
        it.scrollIntoView({ block: 'center', behavior: 'instant' });
      },
      undefined,
      options,
    );
  }

  dispatchEvent(type, init = {}) {
    return this.evaluate(
      (it, [name, given]) => {
        const usual = { bubbles: true, cancelable: true, composed: true };
        it.dispatchEvent(new Event(name, { ...usual, ...given }));
      },
      [type, init],
    );
  }

  focus(options) {
    return this.evaluate((it) => it.focus(), undefined, options);
  }

  blur(options) {
    return this.evaluate((it) => it.blur(), undefined, options);
  }

  /** Where to point at the element, once that can be done. */
  async #place(timeout) {
    let why = '';
    return this.#until(
      timeout,
      () => `is to be pointed at; it is not ${why}`,
      async () => {
        const found = await this.place.run(
          (kit, steps) => kit.ready(steps),
          this.steps,
        );
        why = found.not;
        return found.not ? null : found;
      },
    );
  }

  async click({ timeout, ...others } = {}) {
    onlyOptions(others, [], 'click');
    await this.place.show();
    const point = await this.#place(timeout);
    await this.place.pointer(point, ['pointerDown', 'pointerUp']);
  }

  async dblclick({ timeout, ...others } = {}) {
    onlyOptions(others, [], 'dblclick');
    await this.place.show();
    const once = ['pointerDown', 'pointerUp'];
    await this.place.pointer(await this.#place(timeout), [...once, ...once]);
  }

  async hover({ timeout, ...others } = {}) {
    onlyOptions(others, [], 'hover');
    await this.place.show();
    await this.place.pointer(await this.#place(timeout), []);
  }

  async fill(text, { timeout, ...others } = {}) {
    onlyOptions(others, [], 'fill');
    // A frame takes the focus from its visitor only.
    if (this.place.isInFrame) await this.click({ timeout });
    await this.#until(timeout, 'can be filled', async () => {
      const { not } = await this.place.run(
        (kit, steps) => kit.ready(steps, { pointed: false }),
        this.steps,
      );
      return not ? null : true;
    });
    await this.place.run(
      (kit, [steps, value]) => kit.fill(kit.one(steps), value),
      [this.steps, String(text)],
    );
  }

  clear(options) {
    return this.fill('', options);
  }

  async press(key, options) {
    await this.focus(options);
    await this.place.page.keyboard.press(key);
  }

  async pressSequentially(text, { delay, ...options } = {}) {
    await this.focus(options);
    await this.place.page.keyboard.type(text, { delay });
  }

  async setChecked(wanted, options) {
    if ((await this.isChecked(options)) === wanted) return;
    await this.click(options);
    if ((await this.isChecked(options)) !== wanted) {
      throw new Error(`a click has not made it checked=${wanted}`);
    }
  }

  check(options) {
    return this.setChecked(true, options);
  }

  uncheck(options) {
    return this.setChecked(false, options);
  }

  /** By value or label, as somebody who chooses one. */
  selectOption(wanted, options) {
    return this.evaluate(
      (select, choice) => {
        const all = [...select.options];
        const option = all.find(
          ({ value, label }) => value === choice || label === choice,
        );
        if (!option) throw new Error(`no option ${choice}`);
        select.focus();
        select.value = option.value;
        for (const type of ['input', 'change']) {
          select.dispatchEvent(
            new Event(type, { bubbles: true, composed: type === 'input' }),
          );
        }
        return [option.value];
      },
      typeof wanted === 'string' ? wanted : (wanted.value ?? wanted.label),
      options,
    );
  }
}
