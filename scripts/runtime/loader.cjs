/**
 * Stands in for Electron's own default application, which the development runtime lacks: loads the application whose
 * folder is the first argument that is not a switch. Copied to `resources/app/index.cjs` of that runtime.
 */
const { app } = require('electron');
const { readFileSync } = require('node:fs');
const { join, resolve } = require('node:path');

const at = process.argv.findIndex((argument, index) => index > 0 && !argument.startsWith('-'));
if (at === -1) {
  process.stderr.write('The development runtime needs the folder of an application as its argument.\n');
  process.exit(2);
}
const folder = resolve(process.argv[at]);
const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
app.setName(manifest.productName ?? manifest.name);
app.setVersion(manifest.version);
app.setAppPath(folder);
require(join(folder, manifest.main));
