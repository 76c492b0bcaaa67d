// The Rust toolchains: one for the host (native tests, rustfmt, clippy, tools),
// one for WebAssembly. They are the same where rustup can add the sources of
// the standard library, which every Wasm build here compiles anew: it is the
// greatest single saving in size, and it makes a ready-made wasm32 standard
// library unnecessary.

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ask, Problem, which } from '../process.mjs';
import * as apt from './apt.mjs';
import { atLeast } from './node.mjs';

const DEBIAN_PACKAGES = [
  'rustc-web',
  'cargo-web',
  'rust-web-src',
  'rust-web-llvm',
  'rust-web-clippy',
  'lld-22',
];
/** The name under which rustup knows Debian's toolchain. */
const DEBIAN = 'debian';

/**
 * Finds or makes a toolchain that can build for wasm32. Resolves to the
 * environment that selects it.
 */
export async function wasmToolchain(root, needs, say) {
  const wanted = readFileSync(join(root, 'Cargo.toml'), 'utf8').match(
    /^rust-version\s*=\s*"(.+)"/m,
  )[1];
  const fits = (env) => fitsWasm(env, wanted, needs);
  const own = {};
  const debian = { RUSTUP_TOOLCHAIN: DEBIAN };

  if (await fits(own)) return own;
  if (which('rustup')) {
    if (await fits(debian)) return debian;
    say(
      'Rust: the sources of the standard library are missing: rustup component add (5 seconds)',
    );
    const components = ['rust-src', ...(needs.test ? ['clippy'] : [])];
    await ask('rustup', ['component', 'add', ...components], {
      timeout: 300_000,
    });
    if (await fits(own)) return own;
  }
  if (apt.canInstall()) {
    say("Rust: rustup cannot help: Debian's packages of Rust (about a minute)");
    if (await apt.install(DEBIAN_PACKAGES)) {
      if (!which('rustup')) {
        if (await fits(own)) return own;
      } else {
        await ask('rustup', ['toolchain', 'link', DEBIAN, '/usr']);
        if (await fits(debian)) return debian;
      }
    }
  }
  throw new Problem(advice(wanted));
}

/** A toolchain of this environment with the std sources, a Wasm linker, clippy. */
async function fitsWasm(toolchain, wanted, needs) {
  const env = { ...process.env, ...toolchain };
  const [about, sysroot, cargo, clippy] = await Promise.all([
    ask('rustc', ['-vV'], { env }),
    ask('rustc', ['--print', 'sysroot'], { env }),
    ask('cargo', ['--version'], { env }),
    needs.test ? ask('cargo', ['clippy', '--version'], { env }) : 'not needed',
  ]);
  if (!about || !sysroot || !cargo || !clippy) return false;
  const release = about.match(/^release: ([\d.]+)/m)?.[1];
  const host = about.match(/^host: (.+)$/m)?.[1];
  if (!release || !atLeast(release, wanted)) return false;
  const rustlib = join(sysroot, 'lib', 'rustlib');
  const linker = join(rustlib, host, 'bin', 'rust-lld');
  return (
    existsSync(join(rustlib, 'src', 'rust', 'library', 'Cargo.lock')) &&
    (existsSync(linker) ||
      existsSync(`${linker}.exe`) ||
      which('rust-lld') !== undefined)
  );
}

/** rustfmt and clippy for the host, which `npm test` calls. */
export async function hostComponents(say) {
  const missing = async () => {
    const answers = await Promise.all(
      ['fmt', 'clippy'].map((name) => ask('cargo', [name, '--version'])),
    );
    return ['rustfmt', 'clippy'].filter((_, i) => !answers[i]);
  };
  let names = await missing();
  if (names.length === 0) return;
  say(`Rust: ${names.join(' and ')} missing: installing (10 seconds)`);
  if (which('rustup')) {
    await ask('rustup', ['component', 'add', ...names], { timeout: 300_000 });
  } else if (apt.canInstall()) {
    await apt.install(['rustfmt-web', 'rust-web-clippy']);
  }
  names = await missing();
  if (names.length > 0) {
    throw new Problem(`Missing: rustup component add ${names.join(' ')}`);
  }
}

function advice(wanted) {
  if (!which('rustup') && !which('rustc')) {
    return `Rust is missing. Install it as https://rustup.rs says, then run this again.`;
  }
  return [
    `No Rust ${wanted} or newer with the sources of its standard library. Either`,
    '  rustup update stable && rustup component add rust-src clippy rustfmt',
    'or, on Debian,',
    `  ${apt.command(DEBIAN_PACKAGES)}`,
    `  rustup toolchain link ${DEBIAN} /usr`,
  ].join('\n');
}
