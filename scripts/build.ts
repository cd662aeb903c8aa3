/** `npm run build`. */
import { build } from './runtime/build.ts';
import { main } from './runtime/say.ts';

await main(async () => {
  build();
  return 0;
});
