// What a request says of itself.
import { engine } from './engine.mjs';

/** Headers that browsers send with any request by themselves, and `Accept`. */
const USUAL =
  /^(accept|accept-(encoding|language)|connection|host|origin|priority|referer|user-agent|sec-.*)$/;

/** What Firefox sends as soon as Playwright has routed a request of any file. */
const ROUTED = engine === 'firefox' ? ['cache-control', 'pragma'] : [];

/** The names of all other headers. */
export const strangeHeaders = (headers) =>
  Object.keys(headers).filter(
    (name) => !USUAL.test(name) && !ROUTED.includes(name),
  );
