// Chance that comes out the same every time: numbers drawn from a seed.

/** mulberry32: small, fast, and the same everywhere. */
function randomFrom(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A seed of any text (FNV-1a). */
export function seedOf(text) {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) {
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  }
  return hash >>> 0;
}

export class Dice {
  constructor(seed) {
    this.random = randomFrom(seed);
  }
  chance(probability) {
    return this.random() < probability;
  }
  below(limit) {
    return Math.floor(this.random() * limit);
  }
  pick(items) {
    return items[this.below(items.length)];
  }
  /** Picks from `[item, weight]` pairs. */
  weighted(pairs) {
    let left = this.random() * pairs.reduce((sum, [, w]) => sum + w, 0);
    return (pairs.find(([, weight]) => (left -= weight) < 0) ?? pairs[0])[0];
  }
}
