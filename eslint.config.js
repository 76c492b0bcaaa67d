// JavaScript rules: the recommended set, and what keeps the shipped files safe
// on strict pages.
import js from '@eslint/js';
import globals from 'globals';

export default [
  {
    ignores: [
      ...['.tools/', 'dist/', 'target/', 'tests/output/', 'www/pkg/'],
      ...['www/*.js', '!www/callback.js'],
    ],
  },
  js.configs.recommended,
  {
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      eqeqeq: 'error',
      'no-implied-eval': 'error',
      'no-new-func': 'error',
      'no-var': 'error',
      'object-shorthand': 'error',
      'prefer-const': 'error',
    },
  },
  {
    // What a visitor's browser runs.
    files: ['www/**/*.js', 'demo/**/*.js'],
    languageOptions: {
      // INTEGRITY: what scripts/loader.mjs fills in.
      globals: { ...globals.browser, INTEGRITY: 'readonly' },
    },
    rules: { 'no-console': ['error', { allow: ['warn', 'error'] }] },
  },
  {
    files: ['{docs,scripts,tests}/**/*.mjs', '*.js', '*.mjs'],
    languageOptions: { globals: globals.node },
  },
  {
    // Functions handed to the page run in the browser.
    files: ['tests/e2e/**/*.mjs', 'tests/bench/**/*.mjs', 'scripts/bench*'],
    languageOptions: { globals: { ...globals.browser, ...globals.node } },
  },
];
