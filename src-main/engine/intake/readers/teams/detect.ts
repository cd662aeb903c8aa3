/** Microsoft Teams: messages of the Graph interface, in its own spelling or with capitals as eDiscovery exports have. */
import type { Head } from '../../head.ts';
import type { Json, JsonObject } from '../../json/lossless.ts';
import { asArray, asObject } from '../../json/members.ts';
import type { Detection } from '../../reader.ts';

export const PATHS = ['[]', 'value[]', 'messages[]'];

/** A member in either spelling. */
export function member(object: JsonObject | null | undefined, name: string): Json | undefined {
  return object?.[name] ?? object?.[name.charAt(0).toUpperCase() + name.slice(1)];
}

export function detectTeams(head: Head): Detection | null {
  const value = head.json?.value;
  const wrapper = asObject(value);
  for (const candidate of [asArray(value)[0], asArray(wrapper?.value)[0], asArray(wrapper?.messages)[0], value]) {
    const object = asObject(candidate);
    const named = ['createdDateTime', 'messageType', 'body'].every((name) => member(object, name) !== undefined);
    if (named)
      return { confidence: 0.95, reason: 'members', details: { members: 'createdDateTime、messageType、body' } };
  }
  return null;
}
