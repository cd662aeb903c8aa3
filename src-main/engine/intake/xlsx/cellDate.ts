/**
 * Serial dates of spreadsheets (ISO/IEC 29500-1 §18.17.4.1): days since 1899-12-30, or since 1904-01-01 where the
 * workbook says so, the time of day as a fraction. Whether a number is a date is told by its cell's number format only.
 */
const DAY = 86_400_000;
const EPOCH_1900 = Date.UTC(1899, 11, 30);
const EPOCH_1904 = Date.UTC(1904, 0, 1);

/** `YYYY-MM-DD HH:MM:SS`, rounded to the second as spreadsheets show it; null when out of range. */
export function serialDate(serial: number, from1904: boolean): string | null {
  if (!(serial >= 0 && serial < 2_958_466)) return null;
  const ms = (from1904 ? EPOCH_1904 : EPOCH_1900) + Math.round((serial * DAY) / 1000) * 1000;
  return new Date(ms).toISOString().slice(0, 19).replace('T', ' ');
}

/** Built-in formats that show dates (§18.8.30), with the East Asian ones. */
export function isDateFormat(id: number, code: string | undefined): boolean {
  if ((id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58)) return true;
  if (code === undefined) return false;
  // Letters inside quotation marks, behind a backslash or in brackets are no date parts.
  const bare = code.replace(/"[^"]*"|\\.|\[[^\]]*\]/g, '').toLowerCase();
  return /[ymdhs]/.test(bare) && !/[0#?]/.test(bare.replace(/s\.0+/g, ''));
}
