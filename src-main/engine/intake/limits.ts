/** Bounds that hold whatever the input says: a hostile file may waste a little time, never the machine. */
export const LIMITS = {
  /** Bytes read at once from a file or member. */
  chunkBytes: 1 << 20,
  /** Bytes from which a format is recognised. */
  headBytes: 1 << 18,
  /** One record: a message, a row, a line with its continuation. Longer ones are reported with their place. */
  recordBytes: 32 << 20,
  /** Objects and arrays inside each other in JSON. */
  jsonDepth: 512,
  /** What is kept of a JSON document around its records (names, member lists, counts), in characters. */
  frameChars: 16 << 20,
  /** Members of an archive, and files of a folder. */
  files: 500_000,
  folderDepth: 64,
  /** A member this much larger than its compressed form, and larger than `suspectBytes`, is not unpacked. */
  suspectRatio: 1000,
  suspectBytes: 64 << 20,
  /** Members that must be held whole in memory: nested workbooks and attachments. */
  heldBytes: 256 << 20,
  /** Text that an XLSX workbook shares between its cells, in characters. */
  sharedStringChars: 512 << 20,
} as const;
