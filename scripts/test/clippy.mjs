// Clippy while the tests are compiled: as the compiler of this crate, which is
// all that `cargo clippy` does. What it checks is then what runs, and nothing is
// compiled twice.

/** How `cargo clippy` hands its own arguments on. */
const SEPARATOR = '__CLIPPY_HACKERY__';

/**
 * An environment in which `cargo build` and `cargo test` fail for anything that
 * Clippy finds in this crate.
 */
export const clippy = (env) => ({
  ...env,
  RUSTC_WORKSPACE_WRAPPER: 'clippy-driver',
  CLIPPY_ARGS: ['-D', 'warnings', ''].join(SEPARATOR),
});
