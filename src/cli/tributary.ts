#!/usr/bin/env node
import { createTerminal } from './output/terminal.js';
import { runTributary } from './run-tributary.js';

const code = await runTributary(process.argv.slice(2), createTerminal(process.stdout, process.stderr));
// Connections that the stores keep alive must not keep the command waiting; what was written goes out first.
process.stdout.write('', () => process.stderr.write('', () => process.exit(code)));
