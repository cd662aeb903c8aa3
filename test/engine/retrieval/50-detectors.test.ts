import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findPersonalData } from '../../../src-main/engine/retrieval/detectors/index.ts';

const TODAY = new Date('2026-11-24');
const found = (text: string) => findPersonalData(text, TODAY).map(({ item, value }) => `${item} ${value}`);

/** GB 11643-1999's own example. */
const ID = '11010519491231002X';

describe('personal data', () => {
  it.each([
    ['a citizen’s number beside Han characters', `身份证号${ID}的客户`, `citizen-id ${ID}`],
    ['in full width', '１１０１０５１９４９１２３１００２Ｘ', `citizen-id ${ID}`],
    ['split by spaces', '110105 19491231 002X', `citizen-id ${ID}`],
    ['split by line ends and hyphens', '110105-1949\n1231-002x', `citizen-id ${ID}`],
    ['with zero-width characters between', [...ID].join('\u200b'), `citizen-id ${ID}`],
    ['of fifteen digits', '旧号 110105491231002。', 'citizen-id 110105491231002'],
    // GB 32100-2015's worked example: check character 3.
    ['a social credit code', '信用代码91350100M000100Y43', 'credit-code 91350100M000100Y43'],
    // GB 11714-1997's worked example.
    ['an organisation code', '代码D2143569-X', 'organisation-code D2143569X'],
    ['a mobile number beside Han characters', '手机号13812345678请回电', 'mobile 13812345678'],
    ['a mobile number with its country', '+86 138-1234-5678', 'mobile 13812345678'],
    ['a landline', '座机010-62345678', 'landline 01062345678'],
    // The test number that Visa publishes; it passes Luhn.
    ['a bank card', '卡：4111 1111 1111 1111', 'bank-card 4111111111111111'],
    ['a card that fails Luhn but is called one', '卡号6222021234567890123', 'bank-card 6222021234567890123'],
    ['a passport that is called one', '护照E12345678', 'passport E12345678'],
    ['a travel permit that is called one', '回乡证 H12345678', 'travel-permit H12345678'],
    ['a number plate', '车牌京A12345，', 'number-plate 京A12345'],
    ['a new-energy plate', '粤B·D12345', 'number-plate 粤BD12345'],
    ['an e-mail address', '发到li.ming@example.cn吧', 'email li.ming@example.cn'],
    ['an IP address', '来自192.168.1.20登录', 'ip-address 192.168.1.20'],
    ['a MAC address', '网卡00-1a-2B-3c-4d-5E', 'mac-address 00:1A:2B:3C:4D:5E'],
    // The example that encyclopaedias give for its check digit.
    ['an IMEI that is called one', 'IMEI 490154203237518', 'imei 490154203237518'],
    ['a WeChat account that is called one', '加我微信号：li_ming2024', 'wechat li_ming2024'],
    ['a QQ number that is called one', 'QQ:123456789', 'qq 123456789'],
  ])('is found: %s', (_name, text, wanted) => {
    expect(found(text)).toEqual([wanted]);
  });

  it.each([
    ['a wrong check character', '110105194912310021'],
    ['a date that does not exist', '11010519490231002X'],
    ['a birth in the future', '110105209912310027'],
    ['a province that does not exist', '99010519491231002X'],
    ['a longer number around it', `1${ID}`],
    ['a credit code with a wrong check character', '91350100M000100Y44'],
    ['a number that fails Luhn and is called nothing', '6222021234567890123'],
    ['a passport number that nobody calls one', '型号E12345678'],
    ['an order number of eight digits', '订单20261124'],
    ['a price and a date', '2026-11-24 共 3800 元'],
  ])('is not seen in %s', (_name, text) => {
    expect(found(text)).toEqual([]);
  });

  it('is placed in the text as it was given', () => {
    const text = `他的号码是１１０１０５ 19491231\u200b002X，手机13812345678`;
    const places = findPersonalData(text, TODAY).map(({ start, end }) => text.slice(start, end));
    expect(places).toEqual(['１１０１０５ 19491231\u200b002X', '13812345678']);
  });

  it('counts two numbers beside each other as two', () => {
    expect(found('13812345678 13987654321')).toEqual(['mobile 13812345678', 'mobile 13987654321']);
  });

  it('is found in every way of writing a citizen’s number, and nowhere once a digit of it is wrong', () => {
    const han = fc.string({ unit: fc.constantFrom(...'客户投诉号码是的，。：'), maxLength: 12 });
    const born = fc.date({ min: new Date('1900-01-01'), max: new Date('2020-12-31'), noInvalidDate: true });
    const written = fc.record({
      before: han,
      after: han,
      place: fc.constantFrom('110105', '310104', '440306', '810000'),
      born,
      order: fc.integer({ min: 0, max: 999 }),
      between: fc.constantFrom('', ' ', '\u200b', '-', '\n'),
      every: fc.integer({ min: 1, max: 8 }),
      fullWidth: fc.boolean(),
      wrongAt: fc.integer({ min: 6, max: 16 }),
    });
    fc.assert(
      fc.property(written, ({ before, after, place, born: day, order, between, every, fullWidth, wrongAt }) => {
        const digits = `${place}${day.toISOString().slice(0, 10).replaceAll('-', '')}${String(order).padStart(3, '0')}`;
        const number = digits + checkCharacter(digits);
        const write = (text: string): string => {
          const parts = text.match(new RegExp(`.{1,${every}}`, 'g')) ?? [];
          const joined = parts.join(between);
          return `${before}${fullWidth ? widened(joined) : joined}${after}`;
        };
        expect(found(write(number))).toEqual([`citizen-id ${number}`]);
        const wrong = `${number.slice(0, wrongAt)}${(Number(number[wrongAt]) + 1) % 10}${number.slice(wrongAt + 1)}`;
        expect(found(write(wrong))).not.toContain(`citizen-id ${wrong}`);
      }),
      { seed: 20261124, numRuns: 300 },
    );
  });

  it('is looked for in any text without failing, and always placed inside it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (text) => {
        for (const { start, end } of findPersonalData(text, TODAY)) {
          expect(start).toBeLessThan(end);
          expect(end).toBeLessThanOrEqual(text.length);
        }
      }),
      { seed: 20261124, numRuns: 500 },
    );
  });
});

/** GB 11643-1999, by the table of the standard. */
function checkCharacter(digits: string): string {
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  const sum = weights.reduce((total, weight, index) => total + weight * Number(digits[index]), 0);
  return '10X98765432'.charAt(sum % 11);
}

function widened(text: string): string {
  return text.replace(/[0-9X]/g, (character) => String.fromCharCode(character.charCodeAt(0) + 0xfee0));
}
