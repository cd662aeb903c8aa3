/**
 * Zod compiles object schemas with `new Function` and probes for it when a schema is made. The page's policy
 * (script-src 'self') forbids that, and the probe alone would be reported as a violation: so it is told beforehand.
 */
import { config } from 'zod';

config({ jitless: true });
