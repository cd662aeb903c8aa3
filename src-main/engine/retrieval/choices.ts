/** What a request can name: the conversations and people of a case. No text, no time and no count of a record. */
import type { ScopeChoices } from '../../../src-preload/contract/index.ts';
import { MESSAGE_TYPES } from '../intake/index.ts';
import type { ReadDb } from '../vault/index.ts';

export function scopeChoices(caseStore: ReadDb): ScopeChoices {
  return {
    conversations: [
      ...caseStore.read<ScopeChoices['conversations'][number]>(
        'SELECT id, coalesce(name, key) AS name, kind, platform FROM conversation ORDER BY id',
      ),
    ],
    people: [
      ...caseStore.read<ScopeChoices['people'][number]>(
        `SELECT id, coalesce(remark, group_nickname, account_name, account, key) AS name, coalesce(account, '') AS account
           FROM person ORDER BY id`,
      ),
    ],
    types: [...MESSAGE_TYPES],
  };
}
