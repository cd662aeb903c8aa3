/** Programs nobody here wrote, which say whether what Sealbench wrote is right. Debian package names beside them. */
import { has } from '../runtime/systemPackages.ts';

const STOCK_TOOLS = [
  { command: 'ewfverify', package: 'ewf-tools', checks: 'E01 images read and verified by libewf' },
  { command: 'fls', package: 'sleuthkit', checks: 'images and exFAT volumes read by The Sleuth Kit' },
  { command: 'fsck.exfat', package: 'exfatprogs', checks: 'exFAT volumes found clean by exfatprogs' },
  { command: 'cryptsetup', package: 'cryptsetup-bin', checks: 'VeraCrypt headers opened by cryptsetup' },
  { command: 'openssl', package: 'openssl', checks: 'signatures, certificates and AES-XTS checked by OpenSSL' },
  { command: 'python3', package: 'python3', checks: 'keys derived by Python’s hashlib' },
  { command: 'go', package: 'golang-go', checks: 'log bundles verified by Go’s sumdb/note and sumdb/tlog' },
  { command: 'nbdkit', package: 'nbdkit', checks: 'media with bad sectors' },
  { command: 'nbdfuse', package: 'libnbd-bin', checks: 'media with bad sectors' },
  { command: 'pdftotext', package: 'poppler-utils', checks: 'text of printed forms' },
  { command: 'ffprobe', package: 'ffmpeg', checks: 'recordings and screens grabbed from outside' },
  { command: 'tcpdump', package: 'tcpdump', checks: 'silence on the network, packet by packet' },
  { command: 'ip', package: 'iproute2', checks: 'silence on the network, packet by packet' },
] as const;

/** One line for each tool that is not there. */
export function missingStockTools(): readonly string[] {
  return STOCK_TOOLS.filter(({ command }) => !has(command)).map(
    ({ command, package: name, checks }) => `${checks}; needs ${command} (Debian package ${name}).`,
  );
}
