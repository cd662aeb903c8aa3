/** Block devices as Linux describes them under /sys (Documentation/ABI/stable/sysfs-block). Reading only. */
import { readdir, readFile, readlink, realpath } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

export interface BlockDevice {
  /** Kernel name, e.g. `sda1`. */
  readonly name: string;
  /** `major:minor`. */
  readonly number: string;
  readonly sizeBytes: number;
  readonly logicalSectorBytes: number | null;
  readonly physicalSectorBytes: number | null;
  readonly model: string | null;
  readonly serial: string | null;
  readonly readOnly: boolean | null;
  /** Kernel name of the disk that a partition belongs to; null for a whole disk. */
  readonly disk: string | null;
  /** Partitions of it, and devices that are stacked on it (device-mapper, RAID). */
  readonly above: readonly string[];
  /** Devices that it is stacked on. */
  readonly below: readonly string[];
  /** The file behind a loop device. */
  readonly backingFile: string | null;
}

const CLASS = '/sys/class/block';
/** `/sys/class/block/<name>/size` counts in these, whatever the sectors of the device. */
const SYS_SIZE_UNIT = 512;

export async function blockDeviceNames(): Promise<string[]> {
  return (await readdir(CLASS).catch(() => [])).sort();
}

export async function blockDevice(name: string): Promise<BlockDevice | null> {
  const folder = await realpath(join(CLASS, name)).catch(() => null);
  if (folder === null) return null;
  const size = await number(folder, 'size');
  const dev = await line(folder, 'dev');
  if (size === null || dev === null) return null;
  const partition = (await line(folder, 'partition')) !== null;
  const disk = partition ? dirname(folder) : folder;
  const udev = await udevProperties(dev);
  return {
    name,
    number: dev,
    sizeBytes: size * SYS_SIZE_UNIT,
    logicalSectorBytes: await number(disk, 'queue/logical_block_size'),
    physicalSectorBytes: await number(disk, 'queue/physical_block_size'),
    model: (await line(disk, 'device/model')) ?? udev.get('ID_MODEL') ?? null,
    serial: (await line(disk, 'device/serial')) ?? udev.get('ID_SERIAL_SHORT') ?? null,
    readOnly: flag(await line(folder, 'ro')),
    disk: partition ? basename(disk) : null,
    above: [...(await partitionsIn(folder)), ...(await names(folder, 'holders'))],
    below: await names(folder, 'slaves'),
    backingFile: await backingFile(disk),
  };
}

/** By device number as `stat` gives it (Linux: `makedev` of glibc, sysmacros.h). */
export async function blockDeviceOf(rdev: bigint): Promise<BlockDevice | null> {
  const major = ((rdev >> 8n) & 0xfffn) | ((rdev >> 32n) & 0xfffff000n);
  const minor = (rdev & 0xffn) | ((rdev >> 12n) & 0xffffff00n);
  const target = await readlink(`/sys/dev/block/${major}:${minor}`).catch(() => null);
  return target === null ? null : blockDevice(basename(target));
}

async function line(folder: string, name: string): Promise<string | null> {
  const text = await readFile(join(folder, name), 'utf8').catch(() => null);
  return text === null || text.trim() === '' ? null : text.trim();
}

async function number(folder: string, name: string): Promise<number | null> {
  const text = await line(folder, name);
  return text !== null && /^\d+$/.test(text) ? Number(text) : null;
}

function flag(text: string | null): boolean | null {
  return text === null ? null : text !== '0';
}

async function names(folder: string, name: string): Promise<string[]> {
  return readdir(join(folder, name)).catch(() => []);
}

async function partitionsIn(folder: string): Promise<string[]> {
  const found: string[] = [];
  for (const name of await readdir(folder).catch(() => [])) {
    if ((await line(join(folder, name), 'partition')) !== null) found.push(name);
  }
  return found;
}

async function backingFile(disk: string): Promise<string | null> {
  // The kernel appends " (deleted)" when the file has no name any more.
  return (await line(disk, 'loop/backing_file'))?.replace(/ \(deleted\)$/, '') ?? null;
}

/** udev's database, for what /sys does not give as text (USB and SATA serial numbers). */
async function udevProperties(dev: string): Promise<ReadonlyMap<string, string>> {
  const text = await readFile(`/run/udev/data/b${dev}`, 'utf8').catch(() => '');
  const properties = new Map<string, string>();
  for (const [, key, value] of text.matchAll(/^E:([^=\n]+)=(.*)$/gm)) properties.set(key as string, value as string);
  return properties;
}
