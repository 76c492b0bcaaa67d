// What a request says of itself.

/** Headers that browsers send with any request by themselves, and `Accept`. */
const USUAL =
  /^(accept|accept-(encoding|language)|connection|host|origin|priority|referer|user-agent|sec-.*)$/;

/** The names of all other headers. */
export const strangeHeaders = (headers) =>
  Object.keys(headers).filter((name) => !USUAL.test(name));
