/** Invented people, cases, exhibits and images for looking at the window without an engine. None is real. */
import type {
  Account,
  CaseDetail,
  Exhibit,
  ImageRecord,
  LogEntry,
  Role,
  SourceFacts,
} from '../../../src-preload/contract/index.ts';

/** 2026-11-24 09:30 in China. */
export const MORNING = Date.UTC(2026, 10, 24, 1, 30, 0);
const DAY = 86_400_000;

/** Looks like a digest, is the same at every run, and is none of anything. */
export function sampleHex(seed: number, bytes: number): string {
  let state = (seed * 2_654_435_761 + 1) >>> 0;
  let out = '';
  for (let index = 0; index < bytes; index += 1) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    out += ((state >>> 24) & 255).toString(16).padStart(2, '0');
  }
  return out;
}

function account(username: string, displayName: string, role: Role, evidence: boolean, signedIn = true): Account {
  return {
    username,
    displayName,
    role,
    state: 'active',
    staffNumber: `A${username.length}0${displayName.length}7`,
    idDocument: '居民身份证 110101199001011237',
    phone: '010-5555 0100',
    createdAt: MORNING - 40 * DAY,
    lastSignInAt: signedIn ? MORNING - 3_600_000 * username.length : null,
    certificateFingerprint: sampleHex(username.length * 31 + displayName.length, 32),
    holdsEvidenceKey: evidence,
  };
}

export const ACCOUNTS: readonly Account[] = [
  account('admin', '钱管理', 'administrator', false),
  account('zhangwei', '张伟', 'operator', true),
  account('lina', '李娜', 'witness', false),
  account('wangfang', '王芳', 'legal', true),
  account('zhaolei', '赵磊', 'superior', true),
  account('chenjing', '陈静', 'exporter', true),
  account('liuyang', '刘洋', 'auditor', false, false),
  { ...account('sunhao', '孙浩', 'operator', true), state: 'disabled' },
];

function image(exhibitId: string, seed: number, change: Partial<ImageRecord> = {}): ImageRecord {
  const base = `/mnt/evidence/2026-JW-014/JC-0${seed}`;
  return {
    id: `image-${seed}`,
    exhibitId,
    format: 'e01',
    path: `${base}.E01`,
    segments: [
      { path: `${base}.E01`, sizeBytes: 2_097_152_000, sha256: sampleHex(seed + 100, 32) },
      { path: `${base}.E02`, sizeBytes: 2_097_152_000, sha256: sampleHex(seed + 101, 32) },
      { path: `${base}.E03`, sizeBytes: 911_327_232, sha256: sampleHex(seed + 102, 32) },
    ],
    sourcePath: '/dev/sdb',
    sourceBytes: 16_008_609_792,
    hashes: {
      sha256: sampleHex(seed, 32),
      sm3: sampleHex(seed + 10, 32),
      md5: sampleHex(seed + 20, 16),
      sha1: sampleHex(seed + 30, 20),
    },
    imageVerdict: 'matched',
    sourceVerdict: 'not-performed',
    badRanges: [],
    startedAt: MORNING - DAY,
    endedAt: MORNING - DAY + 754_000,
    operator: '张伟',
    witness: '李娜',
    logIndex: 40 + seed,
    ...change,
  };
}

export const PHOTO_URL = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" width="640" height="430"><rect width="640" height="430" fill="#8b8f96"/><rect x="120" y="90" width="400" height="250" rx="12" fill="#2c3036"/><rect x="150" y="120" width="220" height="80" fill="#d9dbde"/><rect x="90" y="230" width="460" height="34" fill="#c9a94a"/></svg>',
)}`;

function photo(exhibitId: string, seed: number, stage: Exhibit['photos'][number]['stage'], caption: string) {
  return {
    id: `photo-${seed}`,
    exhibitId,
    stage,
    caption,
    fileName: `DSC_00${seed}.jpg`,
    mediaType: 'image/jpeg' as const,
    sizeBytes: 2_431_776 + seed,
    sha256: sampleHex(seed + 200, 32),
    addedAt: MORNING - 2 * DAY + seed * 60_000,
    addedBy: '张伟',
  };
}

function exhibit(caseId: string, seed: number, name: string, change: Partial<Exhibit> = {}): Exhibit {
  return {
    id: `exhibit-${seed}`,
    caseId,
    number: `JC-0${seed}`,
    name,
    mediumType: 'U 盘',
    brand: 'Kingston',
    model: 'DataTraveler 100 G3',
    serial: `60A44C413FDB${seed}170`,
    capacity: '16 GB',
    interfaceType: 'USB 3.0',
    sectorCount: '31266816',
    hiddenAreas: '',
    quantity: 1,
    appearance: '黑色外壳，背面贴有手写标签“值班室 2”，挂绳孔处有裂纹',
    source: '三号门值班室',
    holder: '周强',
    holderDocument: '居民身份证 110101198505051234',
    powerState: '未通电',
    shielding: '',
    location: '证物柜 B-07',
    sealState: 'unsealed',
    sealNumber: '',
    createdAt: MORNING - 2 * DAY,
    createdBy: '张伟',
    seals: [],
    photos: [],
    images: [],
    ...change,
  };
}

function sealed(number: string, at: number): Exhibit['seals'][number] {
  return {
    id: `seal-${number}`,
    kind: 'sealed',
    sealNumber: number,
    previousSealNumber: '',
    method: '防篡改袋封装，封口加贴封条，骑缝签名',
    reason: '',
    checkResult: '',
    location: '取证室',
    at,
    by: '张伟',
    witness: '李娜',
    ceremonyId: null,
    logIndex: 31,
  };
}

export function sampleCases(): CaseDetail[] {
  const exhibits = [
    exhibit('case-1', 1, '值班室监控主机导出 U 盘', {
      sealState: 'sealed',
      sealNumber: 'FZ-2026-00412',
      seals: [
        sealed('FZ-2026-00398', MORNING - 2 * DAY),
        {
          ...sealed('', MORNING - DAY - 900_000),
          id: 'seal-open',
          kind: 'unsealed',
          previousSealNumber: 'FZ-2026-00398',
          method: '',
          reason: '制作镜像',
          checkResult: '封条完好，号码与照片一致',
        },
        sealed('FZ-2026-00412', MORNING - DAY + 1_800_000),
      ],
      photos: [
        photo('exhibit-1', 11, 'before-seal', '正面'),
        photo('exhibit-1', 12, 'before-seal', '背面标签'),
        photo('exhibit-1', 13, 'after-seal', '封口与封条号特写'),
      ],
      images: [image('exhibit-1', 1)],
    }),
    exhibit('case-1', 2, '工作手机', {
      mediumType: '手机',
      brand: '华为',
      model: 'Mate 60',
      capacity: '256 GB',
      interfaceType: 'USB-C',
      powerState: '关机',
      shielding: '屏蔽袋',
      images: [
        image('exhibit-2', 2, {
          badRanges: [
            { offset: 1_048_576, length: 65_536, errno: 'EIO' },
            { offset: 734_003_200, length: 4096, errno: 'EIO' },
          ],
        }),
      ],
    }),
    exhibit('case-1', 3, '客服工作站硬盘', { mediumType: '硬盘', brand: 'WD', model: 'WD10EZEX', capacity: '1 TB' }),
    exhibit('case-1', 4, '录音笔存储卡', {
      mediumType: '存储卡',
      images: [image('exhibit-4', 4, { imageVerdict: 'mismatched', format: 'raw' })],
    }),
  ];
  const base = { ruleset: 'cn-2019', state: 'open' as const, legalHold: false, createdBy: '张伟' };
  return [
    {
      ...base,
      id: 'case-1',
      number: '2026-JW-014',
      title: '客户投诉辱骂言语事件',
      cause: '客户投诉客服人员在聊天中使用辱骂言语，要求核实并保存聊天记录',
      partyKind: 'organisation',
      exhibitCount: exhibits.length,
      imageCount: 3,
      createdAt: MORNING - 3 * DAY,
      exhibits,
    },
    {
      ...base,
      id: 'case-2',
      number: '2026-JW-015',
      title: '系统异常登录与值守响应延误核查',
      cause: '',
      partyKind: 'organisation',
      legalHold: true,
      exhibitCount: 0,
      imageCount: 0,
      createdAt: MORNING - DAY,
      exhibits: [],
    },
    {
      ...base,
      id: 'case-3',
      number: '2026-JW-009',
      title: '车场出入口纠纷录像调取',
      cause: '车辆刮擦责任纠纷',
      partyKind: 'authority',
      state: 'closed',
      exhibitCount: 1,
      imageCount: 0,
      createdAt: MORNING - 60 * DAY,
      exhibits: [exhibit('case-3', 9, '车场硬盘录像机')],
    },
  ];
}

export const SOURCES: readonly SourceFacts[] = [
  {
    path: '/dev/sdb',
    kind: 'block-device',
    sizeBytes: 16_008_609_792,
    logicalSectorBytes: 512,
    physicalSectorBytes: 512,
    model: 'DataTraveler 100 G3',
    serial: '60A44C413FDB3170',
    readOnly: true,
    mountedAt: [],
    system: false,
    barred: null,
  },
  {
    path: '/dev/nvme0n1',
    kind: 'block-device',
    sizeBytes: 1_000_204_886_016,
    logicalSectorBytes: 512,
    physicalSectorBytes: 4096,
    model: 'Samsung SSD 990 PRO',
    serial: 'S7HENJ0W',
    readOnly: false,
    mountedAt: ['/', '/boot/efi'],
    system: true,
    barred: 'source.system-disk',
  },
  {
    path: '/dev/sdc',
    kind: 'block-device',
    sizeBytes: 4_000_787_030_016,
    logicalSectorBytes: 512,
    physicalSectorBytes: 4096,
    model: null,
    serial: null,
    readOnly: null,
    mountedAt: ['/mnt/evidence'],
    system: false,
    barred: 'source.mounted',
  },
];

const ACTS = [
  ['session.sign-in', 'done', 'zhangwei', null],
  ['case.create', 'done', 'zhangwei', null],
  ['exhibit.add', 'done', 'zhangwei', null],
  ['ceremony.open', 'done', 'zhangwei', null],
  ['ceremony.prove', 'done', 'zhangwei', null],
  ['ceremony.prove', 'done', 'lina', null],
  ['acquire', 'begun', 'zhangwei', 'lina'],
  ['acquire', 'done', 'zhangwei', 'lina'],
  ['session.sign-in', 'refused', 'liuyang', null],
  ['access.check', 'refused', 'admin', null],
] as const;

/** Any number of entries, made when they are asked for: a million cost nothing until they are looked at. */
export function sampleEntry(index: number, size: number): LogEntry {
  const [act, outcome, actor, witness] = ACTS[index % ACTS.length] ?? ACTS[0];
  const at = MORNING - (size - index) * 41_000;
  return {
    index,
    at,
    act,
    outcome,
    actor,
    witness,
    text: JSON.stringify({ act, actor, at, index, outcome, subject: { caseId: 'case-1' }, witness }),
    leafHash: sampleHex(index + 1000, 32),
  };
}
