import { after } from './test.mjs';

/** What a hook of a group gives to whoever wants a test, to end with the group. */
export function useGroup() {
  const ends = [];
  after(async () => {
    for (const end of ends.toReversed()) await end();
  });
  return { after: (end) => ends.push(end) };
}
