/** 电子数据提取固定清单, with its 笔录 part: the record of one exhibit's images. */
import { basename, dirname } from 'node:path/posix';
import type { ImageRecord } from '../../../../src-preload/contract/index.ts';
import type { FormRecord } from '../record.ts';
import { commonRecord, formTime, nameOf, signers } from './common.ts';
import { exhibitOf, type FormSource } from './source.ts';

export function extractionList(source: FormSource): FormRecord {
  const exhibit = exhibitOf(source);
  const images = [...exhibit.images].sort((a, b) => a.startedAt - b.startedAt);
  return {
    ...commonRecord('extraction-list', source, exhibit),
    act: {
      object: [exhibit.number, exhibit.name, exhibit.serial].filter((part) => part !== '').join('，'),
      scope: 'scope-everything-readable',
      startedAt: formTime(images[0]?.startedAt),
      endedAt: formTime(images.length === 0 ? null : Math.max(...images.map((image) => image.endedAt))),
      place: '',
      method: 'method-read-only-copy',
      noSeizure: '',
      disposition: '',
      video: '',
      steps: images.flatMap((image) => stepsOf(image, source)),
    },
    items: images.map((image) => itemOf(image, source)),
    files: images.flatMap((image, index) =>
      image.segments.map((segment) => ({
        item: String(index + 1),
        name: fileName(segment.path),
        bytes: String(segment.sizeBytes),
        sha256: segment.sha256 ?? '',
      })),
    ),
    people: signers(
      source,
      exhibit,
      images.map((image) => image.operator),
      images.map((image) => image.witness),
    ),
  };
}

function stepsOf(image: ImageRecord, source: FormSource): readonly FormRecord[] {
  const people = { operator: nameOf(source, image.operator), witness: nameOf(source, image.witness) };
  return [
    { code: 'approved', ...people },
    { code: 'read', at: formTime(image.startedAt), path: image.sourcePath, bytes: String(image.sourceBytes) },
    { code: 'written', format: image.format.toUpperCase(), count: String(image.segments.length) },
    { code: `image-${image.imageVerdict}` },
    { code: `source-${image.sourceVerdict}` },
    { code: 'ended', at: formTime(image.endedAt), index: String(image.logIndex) },
  ];
}

function itemOf(image: ImageRecord, source: FormSource): FormRecord {
  const { software } = source;
  return {
    name: image.sourcePath,
    // What stands under the system's device folder (or Windows' \\.\ names) is a medium, anything else one file of it.
    category: /^(\/dev\/|\\\\\.\\)/.test(image.sourcePath) ? 'category-medium' : 'category-file',
    format: `format-${image.format}`,
    bytes: String(image.sourceBytes),
    copies: '1',
    source: sourceOf(source),
    times: 'times-of-whole',
    condition: 'condition-complete',
    tool: `${software.name} ${software.version}`,
    sha256: image.hashes.sha256 ?? '',
    sm3: image.hashes.sm3 ?? '',
    md5: image.hashes.md5 ?? '',
    sha1: image.hashes.sha1 ?? '',
    imageVerdict: image.imageVerdict,
    sourceVerdict: image.sourceVerdict,
    compression: image.format === 'e01' ? 'compression-in-container' : 'compression-none',
    storage: dirname(image.path.replaceAll('\\', '/')),
    badRanges: image.badRanges.map(({ offset, length, errno }) => ({
      offset: String(offset),
      length: String(length),
      errno,
    })),
    note: String(image.logIndex),
  };
}

function sourceOf(source: FormSource): string {
  const { number, brand, model, serial, holder } = exhibitOf(source);
  return [number, [brand, model].filter(Boolean).join(' '), serial, holder].filter(Boolean).join('，');
}

function fileName(path: string): string {
  return basename(path.replaceAll('\\', '/'));
}
