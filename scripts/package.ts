/**
 * `npm run package`: an unpacked Linux application in `release/linux-unpacked`, made with the Electron of this machine.
 * Made with the development runtime it is for tests alone: the mark beside the executable goes with it.
 */
import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Platform, build as packageApp } from 'electron-builder';
import { build } from './runtime/build.ts';
import { electronRuntime, projectRoot } from './runtime/electron.ts';
import { main, say } from './runtime/say.ts';

await main(async () => {
  const runtime = await electronRuntime();
  build();
  await packageApp({
    projectDir: projectRoot,
    targets: Platform.LINUX.createTarget('dir'),
    publish: null,
    config: {
      appId: 'local.sealbench',
      productName: 'Sealbench',
      electronDist: runtime.folder,
      electronVersion: runtime.version,
      npmRebuild: false,
      directories: { output: 'release' },
      // Only the native store is not in the bundles: its JavaScript and its own binary, nothing of what built it.
      files: [
        'package.json',
        'out/{main,preload,renderer}/**',
        'resources/icon.png',
        '!node_modules/better-sqlite3/{deps,src,binding.gyp}',
        '!node_modules/better-sqlite3/prebuilds/!(linux-x64.node)',
        '!node_modules/node-addon-api/**',
      ],
      asarUnpack: ['**/*.node'],
      extraFiles: ['LICENSE', { from: 'resources/third-party-notices.txt', to: 'third-party-notices.txt' }],
      electronLanguages: ['zh-CN', 'en-US'],
      linux: { executableName: 'sealbench', category: 'Office', icon: 'resources/icon.png' },
      electronFuses: {
        runAsNode: false,
        enableCookieEncryption: true,
        enableNodeOptionsEnvironmentVariable: false,
        enableNodeCliInspectArguments: false,
        // Enforced on macOS and Windows; on Linux the owner of the files is what protects them.
        enableEmbeddedAsarIntegrityValidation: true,
        onlyLoadAppFromAsar: true,
        loadBrowserProcessSpecificV8Snapshot: false,
        grantFileProtocolExtraPrivileges: false,
      },
      afterExtract: async ({ appOutDir }) => {
        // The development runtime's loader is what the packaged application replaces.
        await rm(join(appOutDir, 'resources', 'app'), { recursive: true, force: true });
      },
    },
  });
  const executable = join(projectRoot, 'release', 'linux-unpacked', 'sealbench');
  if (!existsSync(executable)) return 1;
  say(executable);
  if (runtime.development) say('Made with the development runtime: for tests alone, never to be handed out.');
  return 0;
});
