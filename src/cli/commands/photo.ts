import { openPhotos, PHOTO_NAMES } from '../../conformance/harness/photo-source.js';
import { imageFolders } from '../../conformance/image-folders.js';
import { suggest } from '../../contract/suggest.js';
import { createRedactor } from '../../output/redactor.js';
import { writeBytes } from '../../output/write-bytes.js';
import { UsageError } from '../../run/errors.js';
import { EXIT, type ExitCode } from '../../run/exit-codes.js';
import { openConsole } from '../../run/terminal.js';

/** Writes a photo's bytes to the standard output; without a name lists all names with their files. */
export async function photoCommand(name: string | undefined): Promise<ExitCode> {
  const photos = openPhotos(imageFolders(process.env.FACEGATE_IMAGES, process.cwd()));
  if (name === undefined) {
    const console = openConsole(createRedactor([]));
    const width = Math.max(...PHOTO_NAMES.map(({ length }) => length));
    for (const known of PHOTO_NAMES) {
      const photo = photos.photo(known);
      console.line(`${known.padEnd(width)}  ${'missing' in photo ? photo.missing : photo.source}`);
    }
    return EXIT.passed;
  }
  const known = PHOTO_NAMES.find((one) => one === name || fileNameOf(photos.photo(one)) === name);
  if (known === undefined)
    throw new UsageError(
      `photo "${name}": there is no such photo; "facegate photo" lists them${suggest(name, PHOTO_NAMES)}`,
    );
  const photo = photos.photo(known);
  if ('missing' in photo) throw new UsageError(photo.missing);
  if (process.stdout.isTTY)
    throw new UsageError(`photo ${name}: a photo is nothing for a terminal; write it to a file: … > ${photo.fileName}`);
  await writeBytes(process.stdout, photo.bytes);
  return EXIT.passed;
}

function fileNameOf(photo: ReturnType<ReturnType<typeof openPhotos>['photo']>): string {
  return 'missing' in photo ? '' : photo.fileName;
}
