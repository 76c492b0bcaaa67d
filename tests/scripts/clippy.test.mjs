// That a build under Clippy fails for what Clippy finds: how it gets its arguments
// is no public interface, and without them it would find nothing.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';

import { run } from '../../scripts/process.mjs';
import { clippy } from '../../scripts/test/clippy.mjs';

const folder = mkdtempSync(join(tmpdir(), 'scholar-clippy-'));
after(() => rmSync(folder, { recursive: true, force: true }));

async function build(code) {
  mkdirSync(join(folder, 'src'), { recursive: true });
  writeFileSync(
    join(folder, 'Cargo.toml'),
    '[package]\nname = "probe"\nversion = "0.1.0"\nedition = "2024"\n',
  );
  writeFileSync(join(folder, 'src', 'lib.rs'), code);
  return run('cargo', ['build', '--offline', '--quiet'], {
    cwd: folder,
    env: clippy(process.env),
    quiet: true,
    timeout: 60_000,
  });
}

describe('a build under Clippy', () => {
  it('fails for what the compiler would let pass', async () => {
    const { ok, output } = await build(
      'pub fn is_blank(list: &[u8]) -> bool { list.len() == 0 }',
    );
    assert.equal(ok, false);
    assert.match(output, /len_zero/);
  });

  it('passes where there is nothing to find', async () => {
    const { ok, output } = await build(
      'pub fn is_blank(list: &[u8]) -> bool { list.is_empty() }',
    );
    assert.equal(ok, true, output);
  });
});
