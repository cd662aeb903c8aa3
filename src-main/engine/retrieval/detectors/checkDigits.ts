/** Check digits of Chinese identifiers. */

const MOD_11_2_WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const;

/** ISO 7064 MOD 11-2 over 17 digits, as GB 11643-1999 writes it. */
export function mod112(digits: string): string {
  const sum = MOD_11_2_WEIGHTS.reduce((total, weight, index) => total + weight * Number(digits[index]), 0);
  return '10X98765432'.charAt(sum % 11);
}

/** ISO/IEC 7812-1 annex B. */
export function luhnHolds(digits: string): boolean {
  let sum = 0;
  for (let place = 0; place < digits.length; place += 1) {
    const digit = Number(digits[digits.length - 1 - place]);
    const doubled = place % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}

/** GB 32100-2015: the alphabet leaves out I, O, S, V, Z. */
const CREDIT_ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';

/** Check character over the first 17: weights 3^i mod 31, c = (31 − Σ mod 31) mod 31. */
export function creditCodeCheck(code: string): string | null {
  let sum = 0;
  let weight = 1;
  for (const character of code.slice(0, 17)) {
    const value = CREDIT_ALPHABET.indexOf(character);
    if (value < 0) return null;
    sum += value * weight;
    weight = (weight * 3) % 31;
  }
  return CREDIT_ALPHABET.charAt((31 - (sum % 31)) % 31);
}

const ORGANISATION_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2] as const;

/** GB 11714-1997 over eight characters, A being 10: 11 − Σ mod 11, 10 written X, 11 written 0. */
export function organisationCheck(code: string): string {
  const numberOf = (character: string): number => Number.parseInt(character, 36);
  const sum = ORGANISATION_WEIGHTS.reduce((total, weight, index) => total + weight * numberOf(code[index] ?? ''), 0);
  return '0X987654321'.charAt(sum % 11);
}
