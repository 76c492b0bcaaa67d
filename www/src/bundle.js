// How one of the crate's bundles starts.

import { isLeaving } from './arrival.js';

/**
 * Fetches glue and Wasm side by side and starts them. On a page that is about to
 * be loaded anew it never comes to that.
 *
 * @param {() => [Promise<object>, Promise<Response>]} files starts both requests
 * @returns {Promise<object>} the glue, ready to be called
 */
export async function startBundle(files) {
  if (isLeaving) await new Promise(() => {});
  const [glue, wasm] = await Promise.all(files());
  await glue.default({ module_or_path: wasm });
  return glue;
}
