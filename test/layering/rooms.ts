/**
 * The engine's rooms in order: a room may import those of the rows above its own, never one beside or below it.
 * The layering rules and the line in `docs/architecture.md` are made from this one list.
 */
export const ROOMS = [
  ['lib'],
  ['vault'],
  ['oplog'],
  ['station'],
  ['ceremony', 'jobs'],
  ['cases'],
  ['imaging', 'intake'],
  ['search', 'timeline'],
  ['retrieval'],
  ['export', 'backup'],
  ['verify', 'forms'],
] as const;

/** As it stands in `docs/architecture.md`. */
export const ROOM_ORDER = ROOMS.map((row) => row.join(', ')).join(' < ');

/** Folders of pieces with one interface; each piece is a file or folder of its own and knows nothing of the others. */
export const SHELVES = [
  'src-main/engine/intake/readers',
  'src-main/engine/imaging/formats',
  'src-main/engine/timeline/findings',
  'src-main/engine/backup/targets',
  'src-renderer/screens',
] as const;
