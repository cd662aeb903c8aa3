#!/usr/bin/env node
/** The command line from the source tree: `npx sealbench …`. */
import { ensureInstalled, handOver } from './setup.mjs';

ensureInstalled();
handOver('src-main/cli/main.ts', process.argv.slice(2));
