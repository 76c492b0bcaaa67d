// Whether a licence, as SPDX writes it, is one of those on a list.

/**
 * Reads an SPDX expression (`MIT OR (Apache-2.0 AND Zlib)`, AND before OR), with the
 * slash of old manifests for OR. A licence `WITH` an exception is none of the list.
 */
export function allows(expression, list) {
  const words = (expression ?? '')
    .replaceAll('/', ' OR ')
    .match(/[()]|[^\s()]+/g);
  if (!words) return false;
  let at = 0;
  const one = () => {
    if (words[at] !== '(') {
      const name = words[at++];
      if (words[at] !== 'WITH') return list.includes(name);
      at += 2;
      return false;
    }
    at += 1;
    const inner = either();
    return words[at++] === ')' && inner;
  };
  const both = () => {
    let is = one();
    while (words[at] === 'AND') {
      at += 1;
      is = one() && is;
    }
    return is;
  };
  const either = () => {
    let is = both();
    while (words[at] === 'OR') {
      at += 1;
      if (at === words.length) return false;
      is = both() || is;
    }
    return is;
  };
  const is = either();
  return is && at === words.length;
}
