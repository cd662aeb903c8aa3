/** Everything about a source that can be said without reading it: facts for the record, and why it may be barred. */
import { constants } from 'node:fs';
import { access, realpath, stat } from 'node:fs/promises';
import type { SourceFacts } from '../../../../src-preload/contract/index.ts';
import { IoError, isErrnoException } from '../../lib/index.ts';
import { measureFolder } from '../logical/walk.ts';
import { type BlockDevice, blockDevice, blockDeviceNames, blockDeviceOf } from './blockDevices.ts';
import { type Mount, mounts, swapDevices } from './mounts.ts';

/** Mount points that make a disk the system's own. */
const SYSTEM_POINTS = new Set(['/', '/boot', '/boot/efi', '/usr', '/var', '/etc']);
/** Kernel devices that hold nothing a person could have left there. */
const NOT_MEDIA = /^(zram|ram)\d/;

/** Throws `IoError('source.not-found' | 'source.unreadable')` when not even its kind can be told. */
export async function inspectSource(path: string): Promise<SourceFacts> {
  let status: Awaited<ReturnType<typeof statWithDevice>>;
  try {
    status = await statWithDevice(path);
  } catch (error) {
    if (!isErrnoException(error)) throw error;
    const code = error.code === 'ENOENT' || error.code === 'ENOTDIR' ? 'source.not-found' : 'source.unreadable';
    throw new IoError(code, { path, errno: error.code ?? '' }, error);
  }
  if (status.isBlockDevice()) {
    const device = await blockDeviceOf(status.rdev);
    if (device === null) throw new IoError('source.size-unknown', { path });
    return deviceFacts(path, device, await surroundings());
  }
  const facts = { ...NOTHING_KNOWN, path, readOnly: !(await allowed(path, constants.W_OK)) };
  if (status.isDirectory()) {
    const barred = await reasonToBar(path, [], false);
    return { ...facts, kind: 'folder', sizeBytes: barred === null ? (await measureFolder(path)).bytes : 0, barred };
  }
  const sizeBytes = Number(status.size);
  if (!status.isFile()) return { ...facts, sizeBytes, barred: 'source.kind' };
  const mountedAt = await mountsOfFile(path);
  return { ...facts, sizeBytes, mountedAt, barred: await reasonToBar(path, mountedAt, false) };
}

/** Whole disks and their partitions, loop devices that hold a file, in the order of their names. */
export async function listSources(): Promise<SourceFacts[]> {
  const around = await surroundings();
  const found: SourceFacts[] = [];
  for (const name of await blockDeviceNames()) {
    if (NOT_MEDIA.test(name)) continue;
    const device = await blockDevice(name);
    if (device === null || device.sizeBytes === 0) continue;
    found.push(await deviceFacts(`/dev/${name.replaceAll('!', '/')}`, device, around));
  }
  return found;
}

const NOTHING_KNOWN: SourceFacts = {
  path: '',
  kind: 'file',
  sizeBytes: 0,
  logicalSectorBytes: null,
  physicalSectorBytes: null,
  model: null,
  serial: null,
  readOnly: null,
  mountedAt: [],
  system: false,
  barred: null,
};

interface Surroundings {
  readonly mounts: readonly Mount[];
  readonly swaps: ReadonlySet<string>;
}

async function surroundings(): Promise<Surroundings> {
  const swaps = await Promise.all((await swapDevices()).map((path) => realpath(path).catch(() => path)));
  return { mounts: await mounts(), swaps: new Set(swaps) };
}

async function deviceFacts(path: string, device: BlockDevice, around: Surroundings): Promise<SourceFacts> {
  const family = await stackOf(device);
  const numbers = new Set(family.map((member) => member.number));
  const mountedAt = around.mounts.filter((mount) => numbers.has(mount.number)).map((mount) => mount.point);
  const swap = family.some((member) => around.swaps.has(`/dev/${member.name}`));
  const disk = device.disk === null ? null : await blockDevice(device.disk);
  const system =
    swap ||
    mountedAt.some((point) => SYSTEM_POINTS.has(point)) ||
    // A partition beside the system's own is still on the disk that this system runs from.
    (disk !== null && (await deviceFacts(path, disk, around)).system);
  const { sizeBytes, logicalSectorBytes, physicalSectorBytes, model, serial, readOnly } = device;
  return {
    path,
    kind: 'block-device',
    sizeBytes,
    logicalSectorBytes,
    physicalSectorBytes,
    model,
    serial,
    readOnly,
    mountedAt,
    system,
    barred: await reasonToBar(path, mountedAt, system),
  };
}

/** The device, and everything stacked on it: writing to any of them changes this one. */
async function stackOf(device: BlockDevice): Promise<BlockDevice[]> {
  const seen = new Map<string, BlockDevice>([[device.name, device]]);
  for (const member of seen.values()) {
    for (const name of member.above) {
      const above = seen.has(name) ? null : await blockDevice(name);
      if (above !== null) seen.set(name, above);
    }
  }
  return [...seen.values()];
}

/** A file is mounted when a loop device over it is. */
async function mountsOfFile(path: string): Promise<string[]> {
  const real = await realpath(path);
  const around = await surroundings();
  const points: string[] = [];
  for (const name of await blockDeviceNames()) {
    if (!name.startsWith('loop')) continue;
    const device = await blockDevice(name);
    if (device?.backingFile !== real) continue;
    points.push(...(await deviceFacts(path, device, around)).mountedAt);
  }
  return points;
}

async function reasonToBar(path: string, mountedAt: readonly string[], system: boolean): Promise<string | null> {
  if (system) return 'source.system-disk';
  if (mountedAt.length > 0) return 'source.mounted';
  return (await allowed(path, constants.R_OK)) ? null : 'source.unreadable';
}

function allowed(path: string, mode: number): Promise<boolean> {
  return access(path, mode).then(
    () => true,
    () => false,
  );
}

function statWithDevice(path: string) {
  return stat(path, { bigint: true });
}
