/** Rules that need types, and what no part of the program may do. Formatting and the fast rules are Biome's. */
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

const NETWORK_MODULES = ['http', 'https', 'http2', 'net', 'tls', 'dgram', 'dns', 'dns/promises'];
const NETWORK_GLOBALS = ['fetch', 'WebSocket', 'XMLHttpRequest', 'EventSource', 'WebTransport', 'RTCPeerConnection'];
const OFFLINE =
  'The program opens no connection; only backup/targets may, to a store that an administrator configured.';

const noNetwork = {
  'no-restricted-imports': [
    'error',
    { paths: NETWORK_MODULES.flatMap((name) => [name, `node:${name}`]).map((name) => ({ name, message: OFFLINE })) },
  ],
  'no-restricted-globals': ['error', ...NETWORK_GLOBALS.map((name) => ({ name, message: OFFLINE }))],
  'no-restricted-properties': [
    'error',
    { property: 'sendBeacon', message: OFFLINE },
    ...['globalThis', 'window', 'self'].flatMap((object) =>
      NETWORK_GLOBALS.map((property) => ({ object, property, message: OFFLINE })),
    ),
    { property: 'openExternal', message: 'Nothing of a case may be handed to another program.' },
  ],
};

const noCodeFromText = {
  'no-eval': 'error',
  '@typescript-eslint/no-implied-eval': 'error',
  'no-restricted-syntax': [
    'error',
    { selector: 'ImportExpression[source.type!="Literal"]', message: 'What is loaded must stand in the source.' },
    { selector: 'NewExpression[callee.name="Function"]', message: 'No code from text.' },
    {
      selector: 'CallExpression[callee.name="require"][arguments.0.type!="Literal"]',
      message: 'What is loaded must stand in the source.',
    },
  ],
};

export default tseslint.config(
  { ignores: ['node_modules/', 'out/', 'release/', 'coverage/', 'test-results/'] },
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      // Texts are taken apart by code points on purpose.
      '@typescript-eslint/no-misused-spread': 'off',
      // Objects here are closures made by a function; their methods hold no `this`.
      '@typescript-eslint/unbound-method': 'off',
      // `async` also turns what is thrown into a rejection, which is what an interface of promises means.
      '@typescript-eslint/require-await': 'off',
      // A leading underscore says that the name is there to be left out.
      '@typescript-eslint/no-unused-vars': ['error', { varsIgnorePattern: '^_', argsIgnorePattern: '^_' }],
      ...noCodeFromText,
    },
  },
  { files: ['src-main/**', 'src-preload/**', 'src-renderer/**'], rules: noNetwork },
  {
    files: ['src-main/engine/backup/targets/**'],
    rules: { 'no-restricted-imports': 'off', 'no-restricted-globals': 'off', 'no-restricted-properties': 'off' },
  },
  { files: ['**/*.d.ts'], rules: { '@typescript-eslint/no-extraneous-class': 'off' } },
  {
    files: ['src-renderer/**'],
    extends: [reactHooks.configs.flat['recommended-latest']],
    // Says what the React Compiler would leave out; we do not run it.
    rules: { 'react-hooks/incompatible-library': 'off' },
  },
);
