// What a field of a form has beyond other elements (HTML Standard, "Form-associated
// custom elements"): its value, its validity, and what the form asks of it.

/** Where a class that goes further finds Rust's side, once that is there. */
export const MOUNTED = Symbol();
/** Where Rust finds the element's internals. */
export const INTERNALS = Symbol();
/** What the browser remembers of an earlier visit. */
export const RESTORED = Symbol();

/**
 * Makes a class of ours that of a form's field.
 *
 * @param {CustomElementConstructor} Base
 */
export function asField(Base) {
  class Field extends Base {
    static formAssociated = true;

    [INTERNALS] = this.attachInternals?.();

    connectedCallback() {
      super.connectedCallback();
      // What the page has written holds until Rust is there, or for good.
      if (!this[MOUNTED]) this[INTERNALS]?.setFormValue(this.value || null);
    }

    /** As in HTML: the attribute is what the field has at first. */
    get value() {
      return this[MOUNTED]?.value ?? this.getAttribute('value') ?? '';
    }

    set value(value) {
      const mounted = this[MOUNTED];
      if (mounted) mounted.restore(value ?? '');
      else this.setAttribute('value', value ?? '');
    }

    formDisabledCallback() {
      this[MOUNTED]?.changed();
    }

    formResetCallback() {
      this[MOUNTED]?.reset();
    }

    formStateRestoreCallback(state) {
      this[RESTORED] = state;
      this[MOUNTED]?.restore(state);
    }
  }

  const add = (names, make) => {
    for (const name of names) {
      Object.defineProperty(Field.prototype, name, {
        configurable: true,
        enumerable: true,
        ...make(name),
      });
    }
  };
  add(['form', 'labels', 'validity', 'validationMessage'], (name) => ({
    get() {
      return this[INTERNALS][name];
    },
  }));
  add(['checkValidity', 'reportValidity'], (name) => ({
    value() {
      return this[INTERNALS][name]();
    },
  }));
  add(['required', 'disabled', 'multiple'], (name) => ({
    get() {
      return this.hasAttribute(name);
    },
    set(value) {
      this.toggleAttribute(name, !!value);
    },
  }));
  return Field;
}
