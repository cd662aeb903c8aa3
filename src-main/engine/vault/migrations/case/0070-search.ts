import type { Migration } from '../migration.ts';

/**
 * The full-text index over folded pairs of characters (search/index/grams.ts). It keeps neither texts nor positions.
 * Every category but separators and controls is part of a token: punctuation and emoji are searchable; private use
 * carries the filter tokens.
 */
export const search: Migration = {
  number: 70,
  name: 'search',
  sql: `
    CREATE VIRTUAL TABLE message_index USING fts5 (
      t, content = '', contentless_delete = 1, detail = none, prefix = '1',
      tokenize = "unicode61 remove_diacritics 0 categories 'L* M* N* P* S* Cf Co Cs Cn'"
    );
    INSERT INTO message_index (message_index, rank) VALUES ('hashsize', 67108864);
    INSERT INTO message_index (message_index, rank) VALUES ('automerge', 0);
    CREATE VIRTUAL TABLE message_vocabulary USING fts5vocab (message_index, row);
  `,
};
