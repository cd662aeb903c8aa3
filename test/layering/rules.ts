/** Who may import whom (`docs/architecture.md`), as dependency-cruiser's rules. Each says why in one sentence. */
import type { IForbiddenRuleType } from 'dependency-cruiser';
import { ROOMS, SHELVES } from './rooms.ts';

const NETWORK = 'https?|http2|net|tls|dgram|dns|dns/promises';
const CONTRACT = '^src-preload/contract/';

const roomRules: IForbiddenRuleType[] = ROOMS.flatMap((row, index) =>
  row.map((room) => {
    const above = ROOMS.slice(0, index).flat();
    return {
      name: `room-${room}-downwards`,
      severity: 'error',
      comment: `${room} stands on ${above.length > 0 ? above.join(', ') : 'nothing'}: what it needs of others it is handed.`,
      from: { path: `^src-main/engine/${room}/` },
      to: { path: '^src-main/engine/', pathNot: `^src-main/engine/(${[room, ...above].join('|')})/` },
    } as const;
  }),
);

const shelfRules: IForbiddenRuleType[] = SHELVES.map((shelf) => ({
  name: `shelf-${shelf.split('/').at(-1) ?? shelf}`,
  severity: 'error',
  comment: 'Pieces on a shelf know nothing of each other, so that one can be added or removed alone.',
  from: { path: `^${shelf}/([^/]+)/` },
  to: { path: `^${shelf}/[^/]+/`, pathNot: `^${shelf}/$1/` },
}));

export const RULES: readonly IForbiddenRuleType[] = [
  ...roomRules,
  ...shelfRules,
  {
    name: 'room-door',
    severity: 'error',
    comment: 'A room, or a room within it, is entered through its index.ts: its insides are its own and may change.',
    from: { path: '^src-main/engine/([^/]+)/' },
    to: { path: '^src-main/engine/[^/]+/', pathNot: ['/index[.]ts$', '^src-main/engine/$1/'] },
  },
  {
    name: 'room-door-from-outside',
    severity: 'error',
    comment: 'Gateway, command line and window enter a room through its index.ts too.',
    from: { path: '^src-main/', pathNot: '^src-main/engine/[^/]+/' },
    to: { path: '^src-main/engine/[^/]+/', pathNot: '/index[.]ts$' },
  },
  {
    name: 'engine-alone',
    severity: 'error',
    comment: 'The engine is plain Node that window, command line and tests all use: it knows none of them.',
    from: { path: '^src-main/engine/' },
    to: { path: '^src-main/(?!engine/)' },
  },
  {
    name: 'electron-in-the-window',
    severity: 'error',
    comment: 'Only the window, its entry and the preload are Electron’s: everything else runs on plain Node.',
    from: { path: '^src-', pathNot: ['^src-main/window/', '^src-main/index[.]ts$', '^src-preload/index[.]ts$'] },
    to: { path: '^(electron$|node_modules/electron/)' },
  },
  {
    name: 'gateway-knows-no-caller',
    severity: 'error',
    comment: 'The gateway treats window and command line alike, so it knows neither.',
    from: { path: '^src-main/gateway/' },
    to: { path: '^src-main/(window|cli)/' },
  },
  {
    name: 'two-ways-to-one-door',
    severity: 'error',
    comment: 'Window and command line are two ways to the same door and do not know each other.',
    from: { path: '^src-main/(window|cli)/' },
    to: { path: '^src-main/(window|cli)/', pathNot: '^src-main/$1/' },
  },
  {
    name: 'renderer-and-contract',
    severity: 'error',
    comment: 'The page reaches the engine through the bridge alone: of our code it may import the contract and itself.',
    from: { path: '^src-renderer/' },
    to: { path: '^(src-|scripts/|test/)', pathNot: ['^src-renderer/', CONTRACT] },
  },
  {
    name: 'renderer-without-node',
    severity: 'error',
    comment: 'The page is sandboxed: Node’s modules do not exist there.',
    from: { path: '^src-renderer/' },
    to: { dependencyTypes: ['core'] },
  },
  {
    name: 'nobody-imports-the-renderer',
    severity: 'error',
    comment: 'Screens are the end of the way: nothing else depends on them.',
    from: { path: '^src-', pathNot: '^src-renderer/' },
    to: { path: '^src-renderer/' },
  },
  {
    name: 'preload-and-contract',
    severity: 'error',
    comment: 'The preload is a bridge made from the contract: it holds nothing of the main process.',
    from: { path: '^src-preload/' },
    to: { path: '^src-main/' },
  },
  {
    name: 'contract-alone',
    severity: 'error',
    comment: 'The contract is what both sides share: it needs the schema library and the catalogue, nothing else.',
    from: { path: CONTRACT },
    to: { pathNot: [CONTRACT, '^resources/catalogue/', 'node_modules/zod/'] },
  },
  {
    name: 'main-knows-contract-and-channels',
    severity: 'error',
    comment: 'The main process shares the contract and the channels’ names with the preload, not its code.',
    from: { path: '^src-main/' },
    to: { path: '^src-preload/', pathNot: [CONTRACT, '^src-preload/channels[.]ts$'] },
  },
  {
    name: 'no-network',
    severity: 'error',
    comment: 'No connection is ever opened, except by a backup target to a store that an administrator configured.',
    from: { path: '^src-', pathNot: '^src-main/engine/backup/targets/' },
    to: { path: `^(node:)?(${NETWORK})$` },
  },
  {
    name: 'no-circle',
    severity: 'error',
    comment: 'Two files that need each other are one thought in two places.',
    from: { path: '^(src-|scripts/)' },
    to: { circular: true },
  },
  {
    name: 'product-without-tests',
    severity: 'error',
    comment: 'What is shipped does not know how it is built or tested.',
    from: { path: '^src-' },
    to: { path: '^(scripts|test)/' },
  },
  {
    name: 'declared-packages',
    severity: 'error',
    comment: 'A package that package.json does not name may be gone tomorrow.',
    from: { path: '^src-' },
    to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
  },
  {
    name: 'nothing-missing',
    severity: 'error',
    comment: 'An import that leads nowhere is a mistake.',
    from: { path: '^(src-|scripts/|test/)' },
    to: { couldNotResolve: true },
  },
];
