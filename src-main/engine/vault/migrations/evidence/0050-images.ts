import { keepRows } from '../appendOnly.ts';
import type { Migration } from '../migration.ts';

/** Images of exhibits. `record` is the image record of the contract as canonical JSON, without id and log index. */
export const images: Migration = {
  number: 50,
  name: 'images',
  sql: `
    CREATE TABLE exhibit_image (
      id         TEXT PRIMARY KEY,
      exhibit_id TEXT NOT NULL REFERENCES exhibit (id),
      record     TEXT NOT NULL CHECK (json_valid(record)),
      log_index  INTEGER NOT NULL UNIQUE
    ) STRICT;
    CREATE INDEX exhibit_image_exhibit ON exhibit_image (exhibit_id, log_index);
    ${keepRows('exhibit_image')}
  `,
};
