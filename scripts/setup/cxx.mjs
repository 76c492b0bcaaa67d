// A C++ compiler: libFuzzer, with which the readers are fuzzed, is written in C++.

import { Problem, which } from '../process.mjs';
import * as apt from './apt.mjs';

const PACKAGES = ['g++'];

/** Makes sure that there is a C++ compiler where cargo's build scripts look. */
export async function cxx(say) {
  const found = () => process.env.CXX ?? which('c++');
  if (found()) return;
  if (apt.canInstall()) {
    say("a C++ compiler is missing: Debian's package (about 20 seconds)");
    await apt.install(PACKAGES);
  }
  if (found()) return;
  throw new Problem(
    [
      'No C++ compiler, which the fuzz targets need. On Debian,',
      `  ${apt.command(PACKAGES)}`,
      'or name one that is there: CXX=/path/to/clang++ npm test',
    ].join('\n'),
  );
}
