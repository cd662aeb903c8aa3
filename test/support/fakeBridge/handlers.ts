/** What the stand-in answers to each call. */
import type {
  CallKey,
  CallOutput,
  CallParsed,
  CaseDetail,
  Exhibit,
  Session,
  StationStatus,
} from '../../../src-preload/contract/index.ts';
import { makeCeremonies } from './ceremonies.ts';
import type { Scenario } from './fakeBridge.ts';
import { type FakeJobs, makeJobs } from './fakeJobs.ts';
import { refuse } from './replies.ts';
import { acquireResultOf, exportResultOf, logReport, reportOf } from './results.ts';
import { ACCOUNTS, MORNING, PHOTO_URL, SOURCES, sampleCases, sampleEntry, sampleHex } from './samples.ts';

/** Only what is looked at with it: any other call is refused by name. */
type Handlers = { readonly [K in CallKey]?: (input: CallParsed<K>) => CallOutput<K> };
export type AnyHandlers = Readonly<Partial<Record<CallKey, (input: unknown) => unknown>>>;

const UNLOGGED = { ceremonyId: null, logIndex: 0 };
const GIB = 1024 ** 3;
const NOTE = `sealbench.local/DEMO-0001
{size}
{root}

— sealbench.local/DEMO-0001 Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=
— sealbench.local/DEMO-0001/lina opLqBSMWEnVkTzN0d0lmU1o3R3lkTGZ4dz09AAAAAGZ3bGtqc2RmbGtqc2RmbGtqc2RmbGtqc2RmbGtqc2Q=`;

export function makeHandlers(scenario: Scenario, start: Session | null): { handlers: AnyHandlers; jobs: FakeJobs } {
  let session = start;
  let state: StationStatus['state'] = scenario.station ?? 'open';
  const cases: CaseDetail[] = scenario.noCases ? [] : sampleCases();
  const accounts = [...ACCOUNTS];
  const jobs = makeJobs(scenario.stepMs === null ? Number.POSITIVE_INFINITY : (scenario.stepMs ?? 1500));
  const ceremonies = makeCeremonies(accounts, scenario.ceremonyMs);
  const logSize = scenario.logSize ?? 248;

  const caseOf = (id: string): CaseDetail => cases.find((each) => each.id === id) ?? refuse('case.unknown', { id });
  const exhibitOf = (id: string): Exhibit =>
    cases.flatMap((each) => each.exhibits).find((each) => each.id === id) ?? refuse('exhibit.unknown', { id });
  const putExhibit = (next: Exhibit): Exhibit => {
    const owner = cases.findIndex((each) => each.id === next.caseId);
    const detail = caseOf(next.caseId);
    const others = detail.exhibits.filter((each) => each.id !== next.id);
    const exhibits = [...others, next].sort((a, b) => a.number.localeCompare(b.number));
    cases[owner] = { ...detail, exhibits, exhibitCount: exhibits.length };
    return next;
  };
  const putCase = (next: CaseDetail): CaseDetail => {
    cases[cases.findIndex((each) => each.id === next.id)] = next;
    return next;
  };
  const sourceOf = (path: string) =>
    SOURCES.find((each) => each.path === path) ?? {
      path,
      kind: 'file' as const,
      sizeBytes: 4_227_858_432,
      logicalSectorBytes: null,
      physicalSectorBytes: null,
      model: null,
      serial: null,
      readOnly: null,
      mountedAt: [],
      system: false,
      barred: null,
    };
  const enrolmentOf = (username: string) => ({
    username,
    totpSecret: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP',
    totpUri: `otpauth://totp/Sealbench:${username}?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=Sealbench`,
  });

  const handlers: Handlers = {
    'station.status': () => ({
      state,
      home: '/var/lib/sealbench/station',
      name: state === 'absent' ? null : '取证室 1 号机',
      organisation: state === 'absent' ? null : '华安保卫服务有限公司',
      serial: state === 'absent' ? null : 'DEMO-0001',
      demo: state !== 'absent',
      version: '0.1.0',
      runtime: { electron: '33.2.1', node: '20.18.1', development: true },
      clockBehindMs: scenario.clockBehindMs ?? 0,
      nowAt: Date.now(),
    }),
    'station.init': ({ administrator }) => {
      state = 'locked';
      return enrolmentOf(administrator.username);
    },
    'session.signIn': ({ username, password }) => {
      if (password === 'wrong') refuse('auth.failed', {});
      const { displayName, role } = accounts.find((each) => each.username === username) ?? refuse('auth.failed', {});
      state = 'open';
      session = { username, displayName, role, startedAt: Date.now(), codeDriftSteps: 0 };
      return session;
    },
    'session.current': () => session,
    'session.signOut': () => {
      session = null;
      state = 'locked';
      return {};
    },
    'user.list': () => accounts,
    'user.add': ({ username }) => enrolmentOf(username),
    'user.disable': ({ username }) => {
      const at = accounts.findIndex((each) => each.username === username);
      const found = accounts[at] ?? refuse('user.unknown', { username });
      accounts[at] = { ...found, state: 'disabled' };
      return accounts[at];
    },
    'user.reset': ({ username }) => enrolmentOf(username),
    'user.changePassword': () => ({}),
    'ceremony.open': (input) => ceremonies.open(input),
    'ceremony.get': ({ id }) => ceremonies.get(id),
    'ceremony.prove': (input) => ceremonies.prove(input),
    'ceremony.refuse': (input) => ceremonies.refuse(input),
    'case.list': () => cases.map(({ cause: _cause, partyKind: _kind, exhibits: _exhibits, ...summary }) => summary),
    'case.get': ({ id }) => caseOf(id),
    'case.create': (input) => {
      const made: CaseDetail = {
        ...input,
        id: `case-${cases.length + 1}`,
        state: 'open',
        legalHold: false,
        exhibitCount: 0,
        imageCount: 0,
        createdAt: Date.now(),
        createdBy: session?.displayName ?? '',
        exhibits: [],
      };
      cases.push(made);
      return made;
    },
    'case.close': ({ id }) => putCase({ ...caseOf(id), state: 'closed' }),
    'case.hold': ({ id, hold }) => putCase({ ...caseOf(id), legalHold: hold }),
    'exhibit.add': (input) =>
      putExhibit({
        ...input,
        id: `exhibit-${Date.now()}`,
        sealState: 'unsealed',
        sealNumber: '',
        createdAt: Date.now(),
        createdBy: session?.displayName ?? '',
        seals: [],
        photos: [],
        images: [],
      }),
    'exhibit.get': ({ id }) => exhibitOf(id),
    'exhibit.seal': ({ id, sealNumber, method, location, witness }) => {
      const found = exhibitOf(id);
      const event = { kind: 'sealed' as const, sealNumber, previousSealNumber: '', method, location, witness };
      const rest = { id: `seal-${Date.now()}`, reason: '', checkResult: '', at: Date.now(), by: '张伟', ...UNLOGGED };
      return putExhibit({ ...found, sealState: 'sealed', sealNumber, seals: [...found.seals, { ...event, ...rest }] });
    },
    'exhibit.unseal': ({ id, reason, checkResult, location }) => {
      const found = exhibitOf(id);
      const event = { kind: 'unsealed' as const, sealNumber: '', previousSealNumber: found.sealNumber, method: '' };
      const rest = { id: `seal-${Date.now()}`, at: Date.now(), by: '张伟', witness: '李娜', ...UNLOGGED };
      const seals = [...found.seals, { ...event, ...rest, reason, checkResult, location }];
      return putExhibit({ ...found, sealState: 'unsealed', sealNumber: '', seals });
    },
    'exhibit.addPhoto': ({ exhibitId, path, stage, caption }) => {
      const found = exhibitOf(exhibitId);
      const fileName = path.split('/').at(-1) ?? path;
      const photo = {
        id: `photo-${Date.now()}`,
        exhibitId,
        stage,
        caption,
        fileName,
        mediaType: 'image/jpeg' as const,
      };
      const facts = { sizeBytes: 2_000_000, sha256: sampleHex(77, 32), addedAt: Date.now(), addedBy: '张伟' };
      return putExhibit({ ...found, photos: [...found.photos, { ...photo, ...facts }] });
    },
    'exhibit.photo': ({ id }) => {
      const photo = cases.flatMap((each) => each.exhibits.flatMap((one) => one.photos)).find((each) => each.id === id);
      return { photo: photo ?? refuse('photo.unknown', { id }), dataUrl: PHOTO_URL };
    },
    'job.list': () => jobs.list(),
    'job.get': ({ id }) => jobs.get(id),
    'job.cancel': ({ id }) => jobs.set(id, 'cancelled'),
    'job.pause': ({ id }) => jobs.set(id, 'paused'),
    'job.resume': ({ id }) => jobs.set(id, 'running'),
    'source.list': () => [...SOURCES],
    'source.inspect': ({ path }) => sourceOf(path),
    'acquire.interrupted': () => [],
    'acquire.plan': ({ sourcePath, sourceBytes }) => ({
      source: sourceOf(sourcePath),
      freeBytes: 812 * GIB,
      neededBytes: sourceBytes + Math.ceil(sourceBytes / 1000),
    }),
    'acquire.start': ({ parameters }) => {
      const { number, name } = exhibitOf(parameters.exhibitId);
      return {
        jobId: jobs.start({
          kind: 'acquire',
          subject: `${number} ${name}`,
          steps: ['acquire.read', 'acquire.verify', 'acquire.record'],
          bytes: parameters.sourceBytes,
          findings: 2,
          hashes: acquireResultOf(parameters).image.hashes,
          result: acquireResultOf(parameters),
        }),
      };
    },
    'verify.start': ({ path }) => ({
      jobId: jobs.start({
        kind: 'verify',
        subject: path.split('/').at(-1) ?? path,
        steps: ['verify.image'],
        bytes: 4_227_858_432,
        findings: 0,
        result: reportOf(path),
      }),
    }),
    'log.page': ({ offset, limit, act, actor }) => {
      const all = act === null && actor === null;
      const total = all ? logSize : Math.floor(logSize / 10);
      const entries = Array.from({ length: Math.max(0, Math.min(limit, total - offset)) }, (_, at) =>
        sampleEntry(total - 1 - offset - at, logSize),
      );
      return {
        total,
        entries: all ? entries : entries.map((entry) => ({ ...entry, ...(act === null ? {} : { act }) })),
      };
    },
    'log.head': () => ({
      size: logSize,
      rootHash: sampleHex(5, 32),
      checkpoint: NOTE.replace('{size}', String(logSize - 6)).replace(
        '{root}',
        'pZ3J1mB8Wc0kq2nYtV4xR6sL9uA7fD5eG1hK3jM0oQE=',
      ),
      checkpointSize: logSize - 6,
      verifierKeys: ['sealbench.local/DEMO-0001+0b7ce05e+AQrfdE9Fv0ZlnQb2rJ1FTuDg5Wn9y3Hk7cXa0LmPqsVt'],
    }),
    'log.proof': ({ index }) => ({
      entry: index < logSize ? sampleEntry(index, logSize) : refuse('log.no-such-entry', { index }),
      proof: `c2sp.org/tlog-proof@v1\nindex ${index}\nOZ3J1mB8Wc0kq2nYtV4xR6sL9uA7fD5eG1hK3jM0oQE=\nuA7fD5eG1hK3jM0oQEpZ3J1mB8Wc0kq2nYtV4xR6sL9=\n\n${NOTE}`,
    }),
    'log.verify': () => logReport(),
    'log.export': ({ path }) => ({ path, size: logSize }),
    'export.plan': ({ imageIds }) => ({ neededBytes: imageIds.length * 5 * GIB, freeBytes: 28 * GIB, files: 14 }),
    'export.start': ({ parameters }) => ({
      jobId: jobs.start({
        kind: 'seal-export',
        subject: caseOf(parameters.caseId).number,
        steps: ['volume.write', 'volume.read-back'],
        bytes: 5 * GIB,
        findings: 0,
        result: exportResultOf(parameters.target),
      }),
    }),
    'form.render': () => ({ title: '', html: '' }),
    'dialog.choose': ({ what, defaultName }) => ({
      path: {
        file: '/mnt/evidence/2026-JW-014/JC-01.E01',
        folder: '/mnt/evidence/2026-JW-014',
        image: '/media/camera/DSC_0021.jpg',
        save: `/media/handover/${defaultName ?? 'untitled'}`,
      }[what],
    }),
    'form.print': ({ path }) => ({ path, sha256: sampleHex(MORNING % 97, 32) }),
  };
  return { handlers: handlers as unknown as AnyHandlers, jobs };
}
