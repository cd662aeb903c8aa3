/** Started by `npx sealbench`: the command line on plain Node. */
import { main } from './index.ts';

void main(process.argv.slice(2));
