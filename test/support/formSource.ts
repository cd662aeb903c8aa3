/** A case with one exhibit that was sealed, opened, imaged and sealed again, as the source of its forms. */

import type { FormSource } from '../../src-main/engine/forms/index.ts';
import { findRuleset } from '../../src-main/engine/forms/index.ts';
import { utcMs } from '../../src-main/engine/lib/index.ts';
import type { CaseDetail, Exhibit, ImageRecord } from '../../src-preload/contract/index.ts';

const at = (hour: number, minute: number, second = 0) => Date.UTC(2026, 10, 24, hour - 8, minute, second);

/** SHA-256 of the text `abc` (FIPS 180-4), SM3 of it (GB/T 32905-2016), MD5 of it (RFC 1321). */
export const SHA256_ABC = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
export const SM3_ABC = '66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0';
export const MD5_ABC = '900150983cd24fb0d6963f7d28e17f72';

export const sampleImage: ImageRecord = {
  id: 'image-1',
  exhibitId: 'exhibit-1',
  format: 'e01',
  path: '/evidence/AJ-2026-017/JC-01.E01',
  segments: [
    { path: '/evidence/AJ-2026-017/JC-01.E01', sizeBytes: 1_572_864_000, sha256: SHA256_ABC },
    { path: '/evidence/AJ-2026-017/JC-01.E02', sizeBytes: 402_653_184, sha256: SHA256_ABC },
  ],
  sourcePath: '/dev/sdb',
  sourceBytes: 64_023_257_088,
  hashes: { sha256: SHA256_ABC, sm3: SM3_ABC, md5: MD5_ABC },
  imageVerdict: 'matched',
  sourceVerdict: 'not-performed',
  badRanges: [{ offset: 1_048_576, length: 512, errno: 'EIO' }],
  startedAt: at(10, 12, 30),
  endedAt: at(11, 3, 5),
  operator: 'zhang.san',
  witness: 'li.si',
  logIndex: 41,
};

const sampleExhibit: Exhibit = {
  caseId: 'case-1',
  id: 'exhibit-1',
  number: 'JC-01',
  name: '值班室台式机硬盘',
  mediumType: '机械硬盘',
  brand: '希捷',
  model: 'ST64LM000',
  serial: 'ZDE1X2Y3',
  capacity: '64 GB',
  interfaceType: 'SATA',
  sectorCount: '125045424',
  hiddenAreas: '未发现 HPA；DCO 未能判定',
  quantity: 1,
  appearance: '外壳完好，标签清晰，接口无锈蚀；左侧边缘有一处长约 2 cm 的划痕。',
  source: '三号值班室，由持有人自愿提供',
  holder: '王五',
  holderDocument: '居民身份证 11010519491231002X',
  powerState: '断电，未接入网络',
  shielding: '',
  location: '证物室 A 柜 3 格',
  sealState: 'sealed',
  sealNumber: 'FT-000782',
  createdAt: at(9, 0),
  createdBy: 'zhang.san',
  seals: [
    {
      id: 's1',
      kind: 'sealed',
      sealNumber: 'FT-000781',
      previousSealNumber: '',
      method: '装入防静电袋后置于防篡改证物袋，封口处贴封条并骑缝签名',
      reason: '',
      checkResult: '',
      location: '三号值班室',
      at: at(9, 20),
      by: 'zhang.san',
      witness: 'li.si',
      ceremonyId: null,
      logIndex: 31,
    },
    {
      id: 's2',
      kind: 'unsealed',
      sealNumber: 'FT-000781',
      previousSealNumber: 'FT-000781',
      method: '',
      reason: '制作镜像',
      checkResult: '封条完好，与封存后照片一致',
      location: '取证室',
      at: at(10, 5),
      by: 'zhang.san',
      witness: 'li.si',
      ceremonyId: 'ceremony-1',
      logIndex: 32,
    },
    {
      id: 's3',
      kind: 'sealed',
      sealNumber: 'FT-000782',
      previousSealNumber: 'FT-000781',
      method: '装入新的防篡改证物袋，封口处贴封条并骑缝签名',
      reason: '镜像制作完毕',
      checkResult: '',
      location: '取证室',
      at: at(11, 15),
      by: 'zhang.san',
      witness: 'li.si',
      ceremonyId: null,
      logIndex: 33,
    },
  ],
  photos: (['before-seal', 'after-seal', 'before-unseal', 'after-unseal'] as const).map((stage, index) => ({
    id: `photo-${index + 1}`,
    exhibitId: 'exhibit-1',
    stage,
    caption: ['正面全貌', '封口及封条特写', '解封前封条', '取出后的硬盘'][index] ?? '',
    fileName: `IMG_20261124_09${index}0.jpg`,
    mediaType: 'image/png',
    sizeBytes: 68,
    sha256: SHA256_ABC,
    addedAt: at(9, 10 + index * 15),
    addedBy: 'zhang.san',
  })),
  images: [sampleImage],
};

/** One grey pixel, PNG. */
export const SAMPLE_PICTURE =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==';

const CHECKPOINT = `sealbench.local/SB-7F3A21
42
N8c9Zl0lq1fQ2m4u0v8pT7dO3k5sR6hJ1xYb2wEa9gI=

— sealbench.local/SB-7F3A21 mQk3GJ2m0wK4yYk1mB3m9oT7cE4bV8rQ6nS5tU2vW1xY0zA9bC8dE7fG6hI5jK4lM3nO2pQ1rS0tU9vW8xY7zA6bC5dE4fG=
— sealbench.local/SB-7F3A21/zhang.san qL2nBAAAAABpJFmYx0zA9bC8dE7fG6hI5jK4lM3nO2pQ1rS0tU9vW8xY7zA6bC5dE4fGmQk3GJ2m0wK4yYk1mB3m9oT7cE4bV8rQ=
— sealbench.local/SB-7F3A21/li.si tR9wCAAAAABpJFmZx0zA9bC8dE7fG6hI5jK4lM3nO2pQ1rS0tU9vW8xY7zA6bC5dE4fGmQk3GJ2m0wK4yYk1mB3m9oT7cE4bV8rQ=
`;

export interface SampleChanges {
  readonly partyKind?: CaseDetail['partyKind'];
  readonly exhibit?: Partial<Exhibit>;
  readonly caseDetail?: Partial<CaseDetail>;
}

export function sampleSource(changes: SampleChanges = {}): FormSource {
  const caseDetail: CaseDetail = {
    id: 'case-1',
    number: 'AJ-2026-017',
    title: '三号岗投诉核查',
    ruleset: 'cn-2019',
    state: 'open',
    legalHold: false,
    exhibitCount: 1,
    imageCount: 1,
    createdAt: at(8, 30),
    createdBy: 'zhang.san',
    cause: '客户投诉值班人员在工作群内辱骂他人',
    partyKind: changes.partyKind ?? 'organisation',
    exhibits: [{ ...sampleExhibit, ...changes.exhibit }],
    ...changes.caseDetail,
  };
  const people: Readonly<Record<string, { name: string; document: string; contact: string }>> = {
    'zhang.san': { name: '张三', document: '居民身份证 110105199003078519', contact: '13800000001' },
    'li.si': { name: '李四', document: '居民身份证 11010519880808002X', contact: '13800000002' },
  };
  return {
    caseDetail,
    exhibitId: 'exhibit-1',
    ruleset: findRuleset('cn-2019'),
    station: { organisation: '某某物业服务有限公司安全部', serial: 'SB-7F3A21' },
    software: { name: '封证台 Sealbench', version: '0.1.0', buildHash: SHA256_ABC },
    generatedAt: utcMs(at(11, 45, 3)),
    clockDriftSteps: 0,
    log: {
      size: 42,
      rootHash: '37cf3d665d25ab57d0da6e2ed2ff294fb74edf793ab11e8927163bdb0c11afa1',
      checkpoint: CHECKPOINT,
    },
    person: (username) => people[username] ?? null,
  };
}
