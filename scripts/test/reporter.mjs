// A reporter of node:test for `npm test`: one line of JSON for each test.
//
// `{ name, path, passed, skip, seconds, error }`: `path` holds the names of the
// groups around it, `skip` is the reason or absent, `error` the text of a failure.
import { relative } from 'node:path';
import { inspect } from 'node:util';

const isGroup = ({ details }) => details.type === 'suite';

/** The error that a test failed with, not the one that wraps it. */
function textOf({ error }) {
  const cause = error?.cause ?? error;
  return cause?.stack ?? inspect(cause);
}

export default async function* report(events) {
  /** The names of the groups and tests under way, by how deep they lie. */
  const names = [];
  for await (const { type, data } of events) {
    if (type === 'test:start') {
      names.length = data.nesting;
      names.push(data.name);
    }
    if (type !== 'test:pass' && type !== 'test:fail') continue;
    const passed = type === 'test:pass';
    // A group fails with its tests, and counts only where it fails by itself.
    const failure = passed ? undefined : data.details.error;
    if (isGroup(data) && failure?.failureType !== 'hookFailed') continue;
    // A file that breaks down counts as a test of its own.
    const { skip, todo } = data;
    const line = {
      name: data.name.startsWith('/')
        ? relative(process.cwd(), data.name)
        : data.name,
      path: names.slice(0, data.nesting),
      passed,
      ...(skip !== undefined && { skip: skip === true ? 'skip' : skip }),
      ...(todo !== undefined && { skip: todo === true ? 'todo' : todo }),
      seconds: data.details.duration_ms / 1000,
      ...(failure && { error: textOf(data.details) }),
    };
    yield `${JSON.stringify(line)}\n`;
  }
}
