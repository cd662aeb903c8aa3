import type { Json, JsonObject } from '../../json/lossless.ts';
import { asArray, asObject, asText } from '../../json/members.ts';

/** Text or number at `author.name`; texts in a list are joined. */
export function memberAt(object: JsonObject | null, path: string | undefined): string | null {
  if (path === undefined || object === null) return null;
  let at: Json | undefined = object;
  for (const name of path.split('.')) at = asObject(at)?.[name];
  if (typeof at === 'string') return at;
  if (Array.isArray(at))
    return (
      asArray(at)
        .flatMap((item) => asText(item) ?? [])
        .join('\n') || null
    );
  return typeof at === 'boolean' ? String(at) : asText(at);
}
