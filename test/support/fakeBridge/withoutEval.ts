/** The page's policy forbids `new Function`; said before the contract makes its schemas, as the window itself does. */
import { config } from 'zod';

config({ jitless: true });
