// The global that every attack in these fixtures tries to set: a test that
// finds it undefined has seen that nothing ran.
export const HACK_FLAG = '__scholarBadgeHacked';
export const HACK = `globalThis.${HACK_FLAG}=1`;
