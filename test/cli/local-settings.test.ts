import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readLocalEnvironment } from '../../src/cli/local-settings.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tributary-settings-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const write = (path: string, value: unknown) => {
  mkdirSync(join(folder, path, '..'), { recursive: true });
  writeFileSync(join(folder, path), typeof value === 'string' ? value : JSON.stringify(value));
};

describe('readLocalEnvironment', () => {
  test('gives the environment where there are no files', () => {
    expect(readLocalEnvironment({ A: '1', B: '' }, folder)).toEqual({ A: '1' });
  });

  test('takes the environment before the running stack, and that before the settings file', () => {
    write('local.settings.json', { Values: { A: 'file', B: 'file', C: 'file', PORT: 1 } });
    write('.tributary/local.env.json', { A: 'stack', B: 'stack', PORT: 7071 });
    expect(readLocalEnvironment({ A: 'env' }, folder)).toEqual({ A: 'env', B: 'stack', C: 'file', PORT: '7071' });
  });

  test('looks for the running stack in the data folder of the settings', () => {
    write('elsewhere/local.env.json', { A: 'stack' });
    expect(readLocalEnvironment({ TRIBUTARY_DATA_DIR: 'elsewhere' }, folder)).toMatchObject({ A: 'stack' });
    write('local.settings.json', { Values: { TRIBUTARY_DATA_DIR: join(folder, 'elsewhere') } });
    expect(readLocalEnvironment({}, folder)).toMatchObject({ A: 'stack' });
  });

  test.each(['local.settings.json', '.tributary/local.env.json'])('says which file is broken: %s', (path) => {
    write(path, '{ "Values": ');
    expect(() => readLocalEnvironment({}, folder)).toThrow(path);
  });
});
