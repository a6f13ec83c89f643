import { PipelineError } from '../../model/errors.js';
import { type FlatFile, flatFileId, newFlatFile } from '../../model/flat-file.js';
import type { DropPorts } from './drop-file.js';

/**
 * Makes a new version of a file that lies in the drop, so that it is read again, and gives the document of that. Content that was read
 * to its end is still a duplicate: only what failed is read.
 * @throws `not_found` when the file is not in the drop any more, or another version is
 */
export async function retryFile(
  ports: Pick<DropPorts, 'drop' | 'files' | 'clock'>,
  { profileId, name, id }: FlatFile,
): Promise<FlatFile> {
  const path = profileId === '' ? name : `${profileId}/${name}`;
  const found = await ports.drop.find(path);
  const isSame = found !== null && flatFileId(found) === id;
  const blob = isSame ? await ports.drop.touch(path) : null;
  if (blob === null) throw new PipelineError('not_found', `The file ${name} is not in the drop any more`);
  const file = newFlatFile(blob, ports.clock.now());
  await ports.files.create(file);
  return file;
}
