// Running other programs: quietly for their answer, or aloud for their work.
// No dependencies: this runs before `npm ci` has.

import { spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** A failure that the person at the terminal can act on: printed without a stack. */
export class Problem extends Error {}

/** Full path of a program on PATH, or undefined. */
export function which(name, env = process.env) {
  const suffixes = process.platform === 'win32' ? ['.exe', '.cmd', ''] : [''];
  for (const folder of (env.PATH ?? '').split(delimiter)) {
    for (const suffix of suffixes) {
      const path = join(folder, name + suffix);
      try {
        accessSync(path, constants.X_OK);
        return path;
      } catch {
        // Not here: the next folder.
      }
    }
  }
  return undefined;
}

/** What a program prints, or undefined when it is missing or fails. */
export function ask(program, args, { timeout = 20_000, ...options } = {}) {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      ...options,
      stdio: ['ignore', 'pipe', 'ignore'],
      timeout,
    });
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (text) => (output += text));
    child.on('error', () => resolve(undefined));
    child.on('close', (code) =>
      resolve(code === 0 ? output.trim() : undefined),
    );
  });
}

/**
 * Runs a program to its end, showing what it prints, and resolves to
 * `{ ok, reason, output }`. On Unix it gets a process group of its own, so
 * that its children die with it when time is up or this process is stopped.
 */
export function run(program, args, { timeout, quiet, ...options } = {}) {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      ...options,
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: process.platform !== 'win32',
    });
    const release = stopWithUs(child);
    let output = '';
    let late = false;
    const timer =
      timeout &&
      setTimeout(() => {
        late = true;
        stop(child, 'SIGKILL');
      }, timeout);
    for (const name of ['stdout', 'stderr']) {
      child[name].setEncoding('utf8').on('data', (text) => {
        output += text;
        if (!quiet) process[name].write(text);
      });
    }
    const end = (ok, reason) => {
      clearTimeout(timer);
      release();
      resolve({ ok, reason, output });
    };
    child.on('error', (error) => end(false, error.message));
    child.on('close', (code, signal) => {
      if (late) end(false, `stopped after ${timeout / 60_000} minutes`);
      else if (code === 0) end(true);
      else end(false, signal ? `killed by ${signal}` : `exit code ${code}`);
    });
  });
}

/** `run`, for steps without which there is no going on. */
export async function must(program, args, options) {
  const result = await run(program, args, options);
  if (result.ok) return result.output;
  if (options?.quiet) process.stderr.write(result.output);
  throw new Problem(`${program} ${args.join(' ')}: ${result.reason}`);
}

/** Stops a program started with `detached`, and all that it started. */
export function stop(child, signal = 'SIGTERM') {
  try {
    if (process.platform === 'win32') child.kill(signal);
    else process.kill(-child.pid, signal);
  } catch {
    // It has ended already.
  }
}

const children = new Set();

/** Ties a child's life to ours; returns a function that unties it. */
export function stopWithUs(child) {
  children.add(child);
  return () => children.delete(child);
}

function stopAll() {
  for (const child of children) stop(child);
}
process.on('exit', stopAll);
for (const [signal, code] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
]) {
  process.on(signal, () => process.exit(code));
}

/** Runs a script's main function, with a plain message for what people can mend. */
export async function main(work) {
  try {
    await work();
  } catch (error) {
    console.error(error instanceof Problem ? `\n${error.message}` : error);
    process.exitCode = 1;
  }
}
